package io.mullama.grammar.schema;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What two shapes of objects both allow. For one schema; not thread-safe. */
final class MemberIntersection {
    private final Intersection intersection;

    MemberIntersection(Intersection intersection) {
        this.intersection = intersection;
    }

    /** The order of members is that of the first, then what the other adds. */
    Shape of(Shape.Members one, Shape.Members other) {
        Set<String> names = new LinkedHashSet<>(one.members().keySet());
        names.addAll(other.members().keySet());
        Map<String, Shape.Member> members = new LinkedHashMap<>();
        for (String name : names) {
            Shape.Member member = both(one, other, name);
            if (member.required() && member.shape() instanceof Shape.Nothing nothing) {
                return new Shape.Nothing("it needs the property '" + name + "', but " + nothing.reason());
            }
            // One that cannot be stays, as a name that no other may have.
            members.put(name, member);
        }
        return new Shape.Members(members, one.listed() || other.listed(), others(one.others(), other.others()));
    }

    private Shape.Member both(Shape.Members one, Shape.Members other, String name) {
        Shape.Member mine = one.members().get(name);
        Shape.Member theirs = other.members().get(name);
        Shape shape = intersection.of(shape(mine, one), shape(theirs, other));
        boolean required = (mine != null && mine.required()) || (theirs != null && theirs.required());
        return new Shape.Member(shape, required);
    }

    /** Where a schema is silent it leaves it to the other. */
    private static Shape shape(Shape.@Nullable Member member, Shape.Members in) {
        if (member != null) {
            return member.shape();
        }
        Shape others = in.others();
        return others == null ? Shape.ANY : others;
    }

    private @Nullable Shape others(@Nullable Shape one, @Nullable Shape other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return intersection.of(one, other);
    }
}
