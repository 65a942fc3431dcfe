package io.mullama.grammar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Bounds of numbers, digit by digit. */
final class NumberRangesTest {

    @Test
    void allSmallBoundsOfWholeNumbersAreRight() {
        for (int low = -12; low <= 12; low++) {
            for (int high = low; high <= 12; high++) {
                Shape.Numeric shape = new Shape.Numeric(
                        true, new Interval(BigDecimal.valueOf(low), false, BigDecimal.valueOf(high), false), null);
                var automaton = Numbers.automaton(shape);
                for (int number = -25; number <= 25; number++) {
                    assertThat(automaton.matches(String.valueOf(number)))
                            .as("%d from %d to %d", number, low, high)
                            .isEqualTo(number >= low && number <= high);
                }
            }
        }
    }

    @RepeatedTest(20)
    void largeBoundsOfWholeNumbersAreRight(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 20; i++) {
            long one = random.nextLong() >> random.nextInt(60);
            long other = random.nextLong() >> random.nextInt(60);
            Interval interval = new Interval(
                    i % 5 == 0 ? null : BigDecimal.valueOf(Math.min(one, other)),
                    random.nextBoolean(),
                    i % 5 == 1 ? null : BigDecimal.valueOf(Math.max(one, other)),
                    random.nextBoolean());
            var automaton = Numbers.automaton(new Shape.Numeric(true, interval, null));
            for (int j = 0; j < 30; j++) {
                long number = switch (j % 3) {
                    case 0 -> one + random.nextInt(5) - 2;
                    case 1 -> other + random.nextInt(5) - 2;
                    default -> random.nextLong() >> random.nextInt(60);
                };
                boolean tooLong = isOpenAt(interval, number)
                        && String.valueOf(Math.abs(number)).length() > 18;
                assertThat(automaton.matches(String.valueOf(number)))
                        .as("seed %d: %d in %s", repetition.getCurrentRepetition(), number, interval)
                        .isEqualTo(interval.contains(BigDecimal.valueOf(number)) && !tooLong);
            }
        }
    }

    /** Where there is no bound the digits are bounded. */
    private static boolean isOpenAt(Interval interval, long number) {
        BigDecimal bound = number < 0 ? interval.low() : interval.high();
        BigDecimal near = number < 0 ? interval.high() : interval.low();
        boolean nearIsLong = near != null && near.abs().precision() > 18 && near.signum() == Long.signum(number);
        return bound == null && !nearIsLong;
    }

    @RepeatedTest(20)
    void boundsOfDecimalsAreRight(RepetitionInfo repetition) {
        Random random = new Random(500 + repetition.getCurrentRepetition());
        for (int i = 0; i < 20; i++) {
            BigDecimal one = decimal(random);
            BigDecimal other = decimal(random);
            Interval interval = new Interval(
                    i % 5 == 0 ? null : one.min(other), i % 2 == 0, i % 5 == 1 ? null : one.max(other), i % 3 == 0);
            if (interval.isEmpty()) {
                continue;
            }
            var automaton = Numbers.automaton(new Shape.Numeric(false, interval, null));
            for (int j = 0; j < 40; j++) {
                BigDecimal near = j % 3 == 0 ? one : j % 3 == 1 ? other : decimal(random);
                BigDecimal number = near.add(BigDecimal.valueOf(random.nextInt(5) - 2, random.nextInt(4)));
                assertThat(automaton.matches(number.toPlainString()))
                        .as("seed %d: %s in %s", repetition.getCurrentRepetition(), number.toPlainString(), interval)
                        .isEqualTo(interval.contains(number));
            }
        }
    }

    @Test
    void multiplesAreRight() {
        for (String step : new String[] {"1", "2", "3", "7", "100", "0.1", "0.25", "1.5", "0.001"}) {
            BigDecimal multiple = new BigDecimal(step);
            var automaton = Multiples.of(multiple);
            for (int i = -300; i <= 300; i++) {
                for (int scale = 0; scale <= 3; scale++) {
                    BigDecimal number = BigDecimal.valueOf(i, scale);
                    assertThat(automaton.matches(number.toPlainString()))
                            .as("%s of %s", number.toPlainString(), step)
                            .isEqualTo(number.remainder(multiple).signum() == 0);
                }
            }
        }
    }

    private static BigDecimal decimal(Random random) {
        return BigDecimal.valueOf(random.nextInt(4_000) - 2_000, random.nextInt(4));
    }
}
