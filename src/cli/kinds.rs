//! Which kinds of mentions a command looks for.

use clap::Args;

use crate::model::Kinds;

/// Which mentions are looked for.
#[derive(Args)]
pub(super) struct KindArgs {
    /// The kinds of mentions to look for
    #[arg(long, value_name = "KIND,…", default_value_t = Kinds::default())]
    pub kinds: Kinds,
}
