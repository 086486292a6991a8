use clap::Args;
use clap_complete::Shell;

/// `adox completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}
