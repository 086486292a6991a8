//! The commands of the `azure-devops` extension of the Azure CLI, and the commands of `adox` that do the same.

use std::fmt::Write as _;

/// Each command of the extension (1.0.7) without `az`, and what to type instead. Empty where `adox` has nothing.
pub const COMMANDS: &[(&str, &str)] = &[
    ("artifacts universal download", ""),
    ("artifacts universal publish", ""),
    ("boards area project create", "adox area create"),
    ("boards area project delete", "adox area delete"),
    ("boards area project list", "adox area list"),
    ("boards area project show", "adox area show"),
    ("boards area project update", "adox area edit"),
    ("boards area team add", "adox area add"),
    ("boards area team list", "adox area list"),
    ("boards area team remove", "adox area remove"),
    ("boards area team update", "adox area add"),
    ("boards iteration project create", "adox iteration create"),
    ("boards iteration project delete", "adox iteration delete"),
    ("boards iteration project list", "adox iteration list"),
    ("boards iteration project show", "adox iteration show"),
    ("boards iteration project update", "adox iteration edit"),
    ("boards iteration team add", "adox iteration add"),
    ("boards iteration team list", "adox iteration list"),
    ("boards iteration team list-work-items", "adox api work.get_iteration_work_items"),
    ("boards iteration team remove", "adox iteration remove"),
    ("boards iteration team set-backlog-iteration", "adox iteration add"),
    ("boards iteration team set-default-iteration", "adox iteration add"),
    ("boards iteration team show-backlog-iteration", "adox api work.get_team_settings"),
    ("boards iteration team show-default-iteration", "adox api work.get_team_settings"),
    ("boards query", "adox wiql"),
    ("boards work-item create", "adox work-item create"),
    ("boards work-item delete", "adox work-item delete"),
    ("boards work-item relation add", "adox work-item link"),
    ("boards work-item relation list-type", "adox api wit.get_relation_types"),
    ("boards work-item relation remove", "adox work-item unlink"),
    ("boards work-item relation show", "adox work-item show"),
    ("boards work-item show", "adox work-item show"),
    ("boards work-item update", "adox work-item edit"),
    ("devops admin banner add", "adox banner add"),
    ("devops admin banner list", "adox banner list"),
    ("devops admin banner remove", "adox banner remove"),
    ("devops admin banner show", "adox banner show"),
    ("devops admin banner update", "adox banner edit"),
    ("devops configure", "adox config set"),
    ("devops extension disable", "adox extension disable"),
    ("devops extension enable", "adox extension enable"),
    ("devops extension install", "adox extension install"),
    ("devops extension list", "adox extension list"),
    ("devops extension search", ""),
    ("devops extension show", "adox extension show"),
    ("devops extension uninstall", "adox extension uninstall"),
    ("devops feedback", ""),
    ("devops invoke", "adox api"),
    ("devops login", "adox auth login"),
    ("devops logout", "adox auth logout"),
    ("devops migrations abandon", ""),
    ("devops migrations create", ""),
    ("devops migrations cutover approve", ""),
    ("devops migrations cutover cancel", ""),
    ("devops migrations cutover review", ""),
    ("devops migrations cutover set", ""),
    ("devops migrations list", ""),
    ("devops migrations pause", ""),
    ("devops migrations pipelines delete", ""),
    ("devops migrations pipelines list", ""),
    ("devops migrations pipelines retry", ""),
    ("devops migrations pipelines submit", ""),
    ("devops migrations pipelines update", ""),
    ("devops migrations resume", ""),
    ("devops migrations status", ""),
    ("devops project create", "adox project create"),
    ("devops project delete", "adox project delete"),
    ("devops project list", "adox project list"),
    ("devops project show", "adox project show"),
    ("devops security group create", "adox group create"),
    ("devops security group delete", "adox group delete"),
    ("devops security group list", "adox group list"),
    ("devops security group membership add", "adox group member add"),
    ("devops security group membership list", "adox group member list"),
    ("devops security group membership remove", "adox group member remove"),
    ("devops security group show", "adox group show"),
    ("devops security group update", "adox group edit"),
    ("devops security permission list", "adox permission list"),
    ("devops security permission namespace list", "adox permission namespace"),
    ("devops security permission namespace show", "adox permission namespace"),
    ("devops security permission reset", "adox permission reset"),
    ("devops security permission reset-all", "adox permission reset"),
    ("devops security permission show", "adox permission list"),
    ("devops security permission update", "adox permission set"),
    ("devops service-endpoint azurerm create", "adox endpoint create"),
    ("devops service-endpoint create", "adox endpoint create"),
    ("devops service-endpoint delete", "adox endpoint delete"),
    ("devops service-endpoint github create", "adox endpoint create"),
    ("devops service-endpoint list", "adox endpoint list"),
    ("devops service-endpoint show", "adox endpoint show"),
    ("devops service-endpoint update", "adox endpoint edit"),
    ("devops team create", "adox team create"),
    ("devops team delete", "adox team delete"),
    ("devops team list", "adox team list"),
    ("devops team list-member", "adox team member"),
    ("devops team show", "adox team show"),
    ("devops team update", "adox team edit"),
    ("devops user add", "adox user add"),
    ("devops user list", "adox user list"),
    ("devops user remove", "adox user remove"),
    ("devops user show", "adox user show"),
    ("devops user update", "adox user edit"),
    ("devops wiki create", "adox wiki create"),
    ("devops wiki delete", "adox wiki delete"),
    ("devops wiki list", "adox wiki list"),
    ("devops wiki page create", "adox wiki page edit"),
    ("devops wiki page delete", "adox wiki page delete"),
    ("devops wiki page show", "adox wiki page show"),
    ("devops wiki page update", "adox wiki page edit"),
    ("devops wiki show", "adox wiki list"),
    ("pipelines agent list", "adox pool agent list"),
    ("pipelines agent show", "adox pool agent show"),
    ("pipelines build cancel", "adox run cancel"),
    ("pipelines build definition list", "adox pipeline list"),
    ("pipelines build definition show", "adox pipeline show"),
    ("pipelines build list", "adox run list"),
    ("pipelines build queue", "adox pipeline run"),
    ("pipelines build show", "adox run show"),
    ("pipelines build tag add", "adox run tag"),
    ("pipelines build tag delete", "adox run tag"),
    ("pipelines build tag list", "adox run tag"),
    ("pipelines create", "adox pipeline create"),
    ("pipelines delete", "adox pipeline delete"),
    ("pipelines folder create", "adox pipeline folder create"),
    ("pipelines folder delete", "adox pipeline folder delete"),
    ("pipelines folder list", "adox pipeline folder list"),
    ("pipelines folder update", "adox pipeline folder edit"),
    ("pipelines list", "adox pipeline list"),
    ("pipelines pool list", "adox pool list"),
    ("pipelines pool show", "adox pool show"),
    ("pipelines queue list", "adox pool queue list"),
    ("pipelines queue show", "adox pool queue show"),
    ("pipelines release create", "adox release create"),
    ("pipelines release definition list", "adox release definition list"),
    ("pipelines release definition show", "adox release definition show"),
    ("pipelines release list", "adox release list"),
    ("pipelines release show", "adox release show"),
    ("pipelines run", "adox pipeline run"),
    ("pipelines runs artifact download", "adox run download"),
    ("pipelines runs artifact list", "adox run download"),
    ("pipelines runs artifact upload", ""),
    ("pipelines runs list", "adox run list"),
    ("pipelines runs show", "adox run show"),
    ("pipelines runs tag add", "adox run tag"),
    ("pipelines runs tag delete", "adox run tag"),
    ("pipelines runs tag list", "adox run tag"),
    ("pipelines show", "adox pipeline show"),
    ("pipelines update", "adox pipeline edit"),
    ("pipelines variable create", "adox pipeline variable set"),
    ("pipelines variable delete", "adox pipeline variable unset"),
    ("pipelines variable list", "adox pipeline variable list"),
    ("pipelines variable update", "adox pipeline variable set"),
    ("pipelines variable-group create", "adox variable-group create"),
    ("pipelines variable-group delete", "adox variable-group delete"),
    ("pipelines variable-group list", "adox variable-group list"),
    ("pipelines variable-group show", "adox variable-group show"),
    ("pipelines variable-group update", "adox variable-group edit"),
    ("pipelines variable-group variable create", "adox variable-group set"),
    ("pipelines variable-group variable delete", "adox variable-group unset"),
    ("pipelines variable-group variable list", "adox variable-group export"),
    ("pipelines variable-group variable update", "adox variable-group set"),
    ("repos create", "adox repo create"),
    ("repos delete", "adox repo delete"),
    ("repos import create", "adox repo import"),
    ("repos list", "adox repo list"),
    ("repos policy approver-count create", "adox policy create"),
    ("repos policy approver-count update", "adox policy edit"),
    ("repos policy build create", "adox policy create"),
    ("repos policy build update", "adox policy edit"),
    ("repos policy case-enforcement create", "adox policy create"),
    ("repos policy case-enforcement update", "adox policy edit"),
    ("repos policy comment-required create", "adox policy create"),
    ("repos policy comment-required update", "adox policy edit"),
    ("repos policy create", "adox policy create"),
    ("repos policy delete", "adox policy delete"),
    ("repos policy file-size create", "adox policy create"),
    ("repos policy file-size update", "adox policy edit"),
    ("repos policy list", "adox policy list"),
    ("repos policy merge-strategy create", "adox policy create"),
    ("repos policy merge-strategy update", "adox policy edit"),
    ("repos policy required-reviewer create", "adox policy create"),
    ("repos policy required-reviewer update", "adox policy edit"),
    ("repos policy show", "adox policy show"),
    ("repos policy update", "adox policy edit"),
    ("repos policy work-item-linking create", "adox policy create"),
    ("repos policy work-item-linking update", "adox policy edit"),
    ("repos pr checkout", "adox pr checkout"),
    ("repos pr create", "adox pr create"),
    ("repos pr list", "adox pr list"),
    ("repos pr policy list", "adox pr checks"),
    ("repos pr policy queue", "adox pr checks"),
    ("repos pr reviewer add", "adox pr reviewer add"),
    ("repos pr reviewer list", "adox pr reviewer list"),
    ("repos pr reviewer remove", "adox pr reviewer remove"),
    ("repos pr set-vote", "adox pr vote"),
    ("repos pr show", "adox pr show"),
    ("repos pr update", "adox pr edit"),
    ("repos pr work-item add", "adox pr work-item add"),
    ("repos pr work-item list", "adox pr work-item list"),
    ("repos pr work-item remove", "adox pr work-item remove"),
    ("repos ref create", "adox branch create"),
    ("repos ref delete", "adox branch delete"),
    ("repos ref list", "adox branch list"),
    ("repos ref lock", "adox branch lock"),
    ("repos ref unlock", "adox branch unlock"),
    ("repos show", "adox repo show"),
    ("repos update", "adox repo edit"),
];

/// How wide the table is, and its first column.
const WIDTH: usize = 80;
const COLUMN: usize = 47;

/// The table for people.
pub fn text() -> String {
    let mut text =
        "Commands of the Azure CLI's extension `azure-devops`, and what to type instead:\n\n".to_owned();
    for (az, adox) in COMMANDS.iter().filter(|(_, adox)| !adox.is_empty()) {
        // Writing to a string can't fail.
        let _ = if adox.len() < WIDTH - COLUMN {
            writeln!(text, "az {az:<0$} {adox}", COLUMN - 3)
        } else {
            writeln!(text, "az {az}\n    {adox}")
        };
    }
    text.push_str("\nWithout a counterpart:\n\n");
    for (az, _) in COMMANDS.iter().filter(|(_, adox)| adox.is_empty()) {
        let _ = writeln!(text, "az {az}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog, cli};

    /// The page of the table, which is this table.
    fn page() -> String {
        let mut page = "\
# From az to adox

The commands of the `azure-devops` extension of the Azure CLI, and what to type instead. `adox help az` prints the same.
Operations of `adox api` take their parameters as flags: `adox api OPERATION --help` lists them.

| az | adox |
|---|---|
"
        .to_owned();
        for (az, adox) in COMMANDS {
            let adox = if adox.is_empty() { "–".to_owned() } else { format!("`{adox}`") };
            page.extend(["| `az ", az, "` | ", &adox, " |\n"]);
        }
        page
    }

    /// `UPDATE_DOCS=1` writes the page anew.
    #[test]
    fn the_page_is_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/AZ.md");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(path, page()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), page());
    }

    #[test]
    fn the_table_fits() {
        for line in text().lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
    }

    #[test]
    fn every_command_of_az_is_there_once() {
        assert_eq!(COMMANDS.len(), 207);
        assert!(COMMANDS.windows(2).all(|pair| pair[0].0 < pair[1].0), "sorted, and no command twice");
    }

    #[test]
    fn every_command_of_adox_exists() {
        let mut root = cli::command();
        root.build();
        for (az, adox) in COMMANDS.iter().filter(|(_, adox)| !adox.is_empty()) {
            let mut words = adox.split(' ');
            assert_eq!(words.next(), Some("adox"), "{az}");
            let mut at = &root;
            for word in words {
                match at.find_subcommand(word) {
                    Some(below) => at = below,
                    None if at.get_name() == "api" => {
                        assert_eq!(catalog::find(word).unwrap().id, word, "{az}");
                    }
                    None => panic!("{az}: there is no `{adox}`"),
                }
            }
        }
    }
}
