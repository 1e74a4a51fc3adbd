//! What the end-to-end tests share: the binary, and a folder of files.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// The binary under test.
pub fn thoisu() -> Command {
    Command::new(env!("CARGO_BIN_EXE_thoisu"))
}

/// A folder of files that goes when the test ends.
pub struct Archive {
    dir: TempDir,
}

impl Archive {
    pub fn with(files: &[(&str, &[u8])]) -> Archive {
        let dir = TempDir::new().unwrap();
        for (name, content) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        Archive { dir }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
