//! How the formats of code hosts name a file.

use std::path::{Component, Path};

/// The name under which standard input is reported.
pub(super) const STANDARD_INPUT: &str = "<stdin>";

/// A path with forward slashes and without detours, as code hosts compare it with the files of a change.
pub(super) fn slashed(path: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut root = String::new();
    for component in Path::new(path).components() {
        match component {
            Component::Prefix(prefix) => root.push_str(&prefix.as_os_str().to_string_lossy().replace('\\', "/")),
            Component::RootDir => root.push('/'),
            Component::CurDir => {}
            // A link could lead elsewhere, but then the file has no single name anyway.
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            Component::ParentDir => parts.push("..".to_owned()),
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
        }
    }
    format!("{root}{}", parts.join("/"))
}

/// The address of a file, and whether it is to be seen from the folder of the check.
pub(super) fn address(path: &str) -> (String, bool) {
    if path == STANDARD_INPUT {
        // What came through a pipe has no file that a reader could open, so it must not look like one.
        return ("stdin:".to_owned(), false);
    }
    let path = slashed(path);
    if !Path::new(&path).is_absolute() {
        return (encoded(&path), true);
    }
    let rooted = if path.starts_with('/') { path } else { format!("/{path}") };
    (format!("file://{}", encoded(&rooted)), false)
}

/// Everything but the letters that addresses allow anywhere, percent-encoded. A colon in the first part of a relative
/// address would make it the name of a scheme.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{address, slashed};

    #[test]
    fn detours_are_left_out() {
        let pairs = [("./a/b.yaml", "a/b.yaml"), ("a/./x/../b.yaml", "a/b.yaml"), ("../b.yaml", "../b.yaml")];
        for (written, expected) in pairs {
            assert_eq!(slashed(written), expected);
        }
    }

    #[test]
    fn an_address_holds_no_letter_that_is_not_allowed() {
        assert_eq!(address("./die Läden/a#b.yaml"), ("die%20L%C3%A4den/a%23b.yaml".to_owned(), true));
        assert_eq!(address("c:d.yaml"), ("c%3Ad.yaml".to_owned(), true));
        assert_eq!(address("/srv/100 %.yaml"), ("file:///srv/100%20%25.yaml".to_owned(), false));
        assert_eq!(address("<stdin>"), ("stdin:".to_owned(), false));
    }
}
