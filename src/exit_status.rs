//! How the program ends.

/// Exit status of the program; of several the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// 0: answered, nothing to object.
    Clean,
    /// 1: answered, and the answer is no.
    Findings,
    /// 2: no answer: bad usage, unreadable or invalid input, input or output failure.
    Error,
}

impl From<ExitStatus> for std::process::ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(match status {
            ExitStatus::Clean => 0,
            ExitStatus::Findings => 1,
            ExitStatus::Error => 2,
        })
    }
}
