//! The variables of the environment that are read, for `adox help environment`.

use super::config::KEYS;

/// Those that are neither a key of the configuration nor read by the SDK.
const OTHERS: &[(&str, &str)] = &[
    ("ADOXIDE_CREDENTIAL_STORE", "Where `adox auth login` stores secrets: keyring or file"),
    ("ADOXIDE_KEY", "The key of that file: 32 bytes in Base64"),
    ("ADOXIDE_CLIENT_ID", "The application that people sign in with"),
    ("ADOXIDE_SERVE_KEY", "The key that `adox serve` encrypts credentials with: 32 bytes in Base64"),
    ("ADOXIDE_SERVE_CONFIG", "The configuration file of `adox serve`"),
    ("ADOXIDE_CONFIG_DIR", "The folder of the configuration file"),
    ("ADOXIDE_DEBUG", "As --debug, unless it is 0"),
    ("XDG_CONFIG_HOME", "The folder that has the folder adoxide, where ADOXIDE_CONFIG_DIR is not set"),
    ("PAGER", "The pager, where neither ADOXIDE_PAGER nor the configuration names one"),
    ("BROWSER", "The browser, where neither ADOXIDE_BROWSER nor the configuration names one"),
    ("NO_COLOR", "No colours, whatever its value (no-color.org)"),
    ("CLICOLOR", "0 for no colours"),
    ("CLICOLOR_FORCE", "Colours where no terminal is, unless it is 0"),
    (crate::printer::FORCE_TTY, "Write as for a terminal; a number is its width"),
    ("HTTPS_PROXY", "The proxy; also HTTP_PROXY, ALL_PROXY and NO_PROXY"),
    ("SSL_CERT_FILE", "A file of certificates to trust; also SSL_CERT_DIR, a folder"),
];

/// All of them with what they set, in the order in which they are asked for one thing.
pub fn variables() -> Vec<(&'static str, &'static str)> {
    let keys = KEYS.iter().flat_map(|key| key.variables.iter().map(|name| (*name, key.about)));
    let mut all: Vec<(&str, &str)> =
        adoxide::credential::variables().chain(keys).chain(OTHERS.iter().copied()).collect();
    let mut known = Vec::new();
    all.retain(|(name, _)| {
        let is_new = !known.contains(name);
        known.push(*name);
        is_new
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a source file names, it reads; what is read is explained.
    #[test]
    fn every_variable_that_is_read_is_explained() {
        fn look(folder: &std::path::Path, missing: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look(&path, missing);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let names = text.split('"').filter(|word| {
                    word.len() > "ADOXIDE_".len()
                        && word.starts_with("ADOXIDE_")
                        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
                });
                let known = variables();
                missing.extend(
                    names.filter(|word| !known.iter().any(|(name, _)| name == word)).map(str::to_owned),
                );
            }
        }
        let mut missing = Vec::new();
        look(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }
}
