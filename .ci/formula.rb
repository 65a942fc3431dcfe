# Does with an unpacked archive what Homebrew would do with it, in the few words of Homebrew's that our formula uses.
#   ruby formula.rb FORMULA PREFIX      in the archive's folder, which it moves away
require "fileutils"
require "pathname"

class Pathname
  def install(*sources)
    each_of(sources) { |from, to| FileUtils.mv(from, to) }
  end

  def install_symlink(*sources)
    each_of(sources) { |from, to| FileUtils.ln_s(from, to) }
  end

  def write_env_script(program, _environment)
    dirname.mkpath
    write("#!/bin/sh\nexec '#{program}' \"$@\"\n")
    chmod(0o755)
  end

  private

  def each_of(sources)
    mkpath
    sources.flatten.each do |source|
      pairs = source.is_a?(Hash) ? source : { source => File.basename(source) }
      pairs.each { |from, name| yield from, self / name }
    end
  end
end

module Language
  module Java
    def self.overridable_java_home_env = {}
  end
end

class Formula
  FOLDERS = {
    bin: "bin", libexec: "libexec", man1: "share/man/man1", bash_completion: "etc/bash_completion.d",
    zsh_completion: "share/zsh/site-functions", fish_completion: "share/fish/vendor_completions.d"
  }.freeze
  FOLDERS.each { |name, folder| define_method(name) { Pathname(ARGV[1]) / folder } }

  %i[desc homepage url version sha256 license depends_on service test].each do |word|
    define_singleton_method(word) { |*, **, &_| }
  end
end

load ARGV[0]
Mullama.new.install
