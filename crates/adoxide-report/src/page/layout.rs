//! The document around figures.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::policy::{STYLE, policy};
use super::{Choice, Page, Site, all};
use crate::chart::escape;
use crate::scope;

/// Text that comes from elsewhere.
pub(crate) fn text(text: &str) -> PreEscaped<String> {
    PreEscaped(escape(text))
}

pub(super) fn document(site: &Site<'_>, page: &Page, figures: &[Markup]) -> String {
    let place = match (site.scope.in_project(), site.scope.of_team()) {
        (Some(project), Some(team)) => format!("{} / {} / {}", site.organization, project.name, team.name),
        (Some(project), None) => format!("{} / {}", site.organization, project.name),
        _ => site.organization.to_owned(),
    };
    let navigation = html! {
        nav aria-label="Pages" { ul { @for other in all() {
            li { a href=(text(&site.links.page(&other.id))) aria-current=[(other.id == page.id).then_some("page")] {
                (other.title)
            } }
        } } }
    };
    let body = html! {
        div.top {
            div { h1 { (page.title) } p.quiet { (page.about) } }
            div.choices { @for choice in site.links.choices() { (choose(&choice)) } }
        }
        div.grid { @for figure in figures { (figure) } }
    };
    let foot = html! {
        p {
            "From " (site.scope.first_day()) " to " (minute(site.scope.end())) " UTC, by " (site.scope.bucket_name())
            ". Made " (minute(site.made)) " UTC from the tables in " (text(&site.reader.place())) " by adox."
        }
    };
    frame(&page.title, &place, &navigation, &body, &foot)
}

/// A document of one page, without a navigation.
pub(crate) fn plain(title: &str, place: &str, body: &Markup, foot: &Markup) -> String {
    frame(title, place, &html! {}, body, foot)
}

fn frame(title: &str, place: &str, navigation: &Markup, body: &Markup, foot: &Markup) -> String {
    let html = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " · " (text(place)) }
                style { (PreEscaped(STYLE.as_str())) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header { div.bar { p.place { (text(place)) } (navigation) } }
                main id="main" { (body) }
                footer { (foot) }
            }
        }
    };
    html.into_string()
}

/// An instant for people, to the minute.
pub(crate) fn minute(instant: jiff::Timestamp) -> String {
    scope::text(instant)[..16].replace('T', " ")
}

/// A choice: links beside each other if they are few, a list to open if they are many.
fn choose(choice: &Choice) -> Markup {
    let options = html! {
        ul { @for (at, (name, link)) in choice.options.iter().enumerate() {
            li { a href=(text(link)) aria-current=[(at == choice.chosen).then_some("true")] { (text(name)) } }
        } }
    };
    if choice.options.len() <= 4 {
        return html! { nav.pills aria-label=(choice.name) { (options) } };
    }
    let chosen = choice.options.get(choice.chosen).map_or("", |(name, _)| name.as_str());
    html! {
        nav.menu aria-label=(choice.name) { details {
            summary { (choice.name) ": " (text(chosen)) }
            (options)
        } }
    }
}
