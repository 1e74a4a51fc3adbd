//! Which files the caller wants left out: globs as in a `.gitignore`.
//!
//! ```text
//! *.jpg        any file or folder of such a name, at any depth, and what is below it
//! /nháp        only directly below the input
//! tin/*.html   a glob with a slash begins at the input too
//! ảnh/         only folders
//! !bìa.jpg     takes back what an earlier glob left out; the last glob that matches decides
//! ```
//!
//! As with git, what is below a folder that is left out cannot be taken back.

use globset::{GlobBuilder, GlobMatcher};

use crate::{Error, Result};

/// As long a path as file systems have, in bytes. Of a longer one, in an archive, the folders above
/// are not asked each.
const LONGEST: usize = 4096;

/// Globs of files that are left out; by default none.
///
/// ```
/// let mut ignore = thoisu::read::Ignore::default();
/// ignore.add("*.jpg")?;
/// ignore.add("!bia.jpg")?;
/// assert!(ignore.covers("2021/anh.jpg", false) && !ignore.covers("2021/bia.jpg", false));
/// # Ok::<(), thoisu::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ignore {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
struct Rule {
    glob: GlobMatcher,
    takes_back: bool,
    only_folders: bool,
}

impl Ignore {
    /// Adds a glob behind the others; an empty one and one that begins with `#` say nothing, as in
    /// a file of them.
    ///
    /// # Errors
    ///
    /// When it is no glob.
    pub fn add(&mut self, glob: &str) -> Result<()> {
        let (takes_back, rest) = glob.strip_prefix('!').map_or((false, glob), |rest| (true, rest));
        let (only_folders, rest) =
            rest.strip_suffix('/').map_or((false, rest), |rest| (true, rest));
        if rest.is_empty() || glob.starts_with('#') {
            return Ok(());
        }
        let anchored = match rest.strip_prefix('/') {
            Some(rest) => rest.to_string(),
            None if rest.contains('/') => rest.to_string(),
            None => format!("**/{rest}"),
        };
        let glob =
            GlobBuilder::new(&anchored).literal_separator(true).backslash_escape(true).build();
        let glob = glob.map_err(|error| {
            Error::format(format!(
                "expected a glob such as `*.jpg`, but found `{rest}`: {}",
                error.kind()
            ))
        })?;
        self.rules.push(Rule { glob: glob.compile_matcher(), takes_back, only_folders });
        Ok(())
    }

    /// Whether a file or folder is left out, by its path below the input, with `/` between its
    /// parts: itself, or a folder above it.
    pub fn covers(&self, path: &str, is_folder: bool) -> bool {
        if self.rules.is_empty() {
            return false;
        }
        let above = if path.len() <= LONGEST { path } else { "" };
        let folders = above.match_indices('/').filter_map(|(at, _)| path.get(..at));
        folders
            .map(|folder| (folder, true))
            .chain([(path, is_folder)])
            .any(|(path, is_folder)| self.decides(path, is_folder))
    }

    fn decides(&self, path: &str, is_folder: bool) -> bool {
        let matching = |rule: &&Rule| (is_folder || !rule.only_folders) && rule.glob.is_match(path);
        self.rules.iter().rev().find(matching).is_some_and(|rule| !rule.takes_back)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_as_in_a_gitignore() {
        for (globs, path, left_out) in [
            (&["*.jpg"][..], "a.jpg", true),
            (&["*.jpg"], "tin/2021/ảnh.jpg", true),
            (&["*.jpg"], "a.jpg.txt", false),
            (&["*.jpg"], "kho.jpg/a.txt", true),
            (&["/*.jpg"], "tin/a.jpg", false),
            (&["/nháp"], "nháp/a.txt", true),
            (&["/nháp"], "tin/nháp/a.txt", false),
            (&["tin/*.html"], "tin/a.html", true),
            (&["tin/*.html"], "tin/2021/a.html", false),
            (&["tin/**/*.html"], "tin/2021/a.html", true),
            (&["ảnh/"], "tin/ảnh/a.txt", true),
            (&["ảnh/"], "tin/ảnh", false),
            (&["*.jpg", "!bìa.jpg"], "tin/bìa.jpg", false),
            (&["!bìa.jpg", "*.jpg"], "tin/bìa.jpg", true),
            (&["tin", "!bìa.jpg"], "tin/bìa.jpg", true),
            (&["[ab]?.txt"], "b1.txt", true),
            (&["[!ab]?.txt"], "b1.txt", false),
            (&["#a", "", "/"], "#a", false),
            (&["\\#a"], "#a", true),
        ] {
            let mut ignore = Ignore::default();
            globs
                .iter()
                .try_for_each(|glob| ignore.add(glob))
                .unwrap_or_else(|error| panic!("{globs:?}: {error}"));
            assert_eq!(ignore.covers(path, false), left_out, "{globs:?} {path}");
        }
        assert!(Ignore::default().add("[a").is_err());
    }
}
