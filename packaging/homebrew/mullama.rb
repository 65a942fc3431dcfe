class Mullama < Formula
  desc "Runs large language models on your own machine"
  homepage "@homepage@"
  url "@url@"
  version "@version@"
  sha256 "@sha256@"
  license "MIT"

  depends_on "openjdk"

  def install
    man1.install Dir["man/*.1"]
    libexec.install Dir["*"] - ["install.sh", "uninstall.sh"]
    # mullama completion reads them too, so they stay where they are.
    bash_completion.install_symlink libexec/"completions/mullama.bash" => "mullama"
    zsh_completion.install_symlink libexec/"completions/_mullama"
    fish_completion.install_symlink libexec/"completions/mullama.fish"
    (bin/"mullama").write_env_script libexec/"bin/mullama", Language::Java.overridable_java_home_env
  end

  service do
    run [opt_bin/"mullama", "serve"]
    keep_alive successful_exit: false
    log_path var/"log/mullama.log"
    error_log_path var/"log/mullama.log"
  end

  test do
    ENV["MULLAMA_HOME"] = testpath/"home"
    ENV["MULLAMA_PORT"] = "0"
    assert_match version.to_s, shell_output("#{bin}/mullama --version")
    begin
      assert_match "Paris", shell_output("#{bin}/mullama run tiny 'What is the capital of France?'")
    ensure
      system bin/"mullama", "stop"
    end
  end
end
