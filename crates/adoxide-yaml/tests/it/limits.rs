//! The limits of the service, and that no template runs away.

use std::fmt::Write as _;

use adoxide_yaml::{Expander, Kind, Pipeline, Refusal};

use crate::host::Memory;

fn expand(memory: &Memory, text: &str) -> Result<String, Refusal> {
    let expanded = Expander::new(memory).expand(&Pipeline::new("/azure-pipelines.yml", text));
    expanded.map(|expanded| expanded.yaml)
}

fn refused(memory: &Memory, text: &str) -> Refusal {
    expand(memory, text).expect_err("it has to be refused")
}

#[test]
fn a_hundred_template_files_are_included_and_no_more() {
    let mut memory = Memory::default();
    let mut text = "steps:\n".to_owned();
    for file in 0..101 {
        memory = memory.file(&format!("/{file}.yml"), format!("steps:\n- script: s{file}\n"));
    }
    for file in 0..100 {
        _ = writeln!(text, "- template: {file}.yml\n- template: {file}.yml");
    }
    let yaml = expand(&memory, &text).expect("files count once");
    assert_eq!(yaml.matches("script: s").count(), 200);
    text.push_str("- template: 100.yml\n");
    assert_eq!(refused(&memory, &text).kind(), Kind::Limit);
}

#[test]
fn templates_nest_a_hundred_levels_and_no_more() {
    let template = "parameters:\n- name: n\nsteps:\n- ${{ if ne(parameters.n, '') }}:\n  - template: t.yml\n    \
                    parameters:\n      n: ${{ replace(format('{0}|', parameters.n), 'x|', '') }}\n- ${{ else }}:\n  \
                    - script: end\n";
    let memory = Memory::default().file("/t.yml", template);
    let text =
        |levels: usize| format!("steps:\n- template: t.yml\n  parameters: {{n: {}}}\n", "x".repeat(levels));
    assert!(expand(&memory, &text(99)).expect("a hundred levels").contains("script: end"));
    let refusal = refused(&memory, &text(100));
    assert_eq!(refusal.to_string(), "/t.yml: Maximum object depth exceeded");
}

#[test]
fn a_template_that_includes_itself_twice_ends() {
    let memory = Memory::default().file("/t.yml", "steps:\n- template: t.yml\n- template: t.yml\n");
    let refusal = refused(&memory, "steps:\n- template: t.yml\n");
    assert_eq!(refusal.to_string(), "/t.yml: Maximum object depth exceeded");
}

#[test]
fn items_that_multiply_end() {
    let each = "${{ each x in split('a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t', ',') }}";
    let mut text = "steps:\n".to_owned();
    for level in 0..12 {
        let name = format!("{}v{level} ", "  ".repeat(level));
        let indent = &name[..level * 2];
        _ = writeln!(text, "{indent}- {}:", each.replace("each x", &format!("each v{level}")));
    }
    _ = writeln!(text, "{}- script: a", "  ".repeat(12));
    assert_eq!(refused(&Memory::default(), &text).kind(), Kind::Limit);
}

#[test]
fn text_that_doubles_ends() {
    let template = "parameters:\n- name: a\nsteps:\n- template: t.yml\n  parameters:\n    a: ${{ format('{0}{0}', \
                    parameters.a) }}\n";
    let memory = Memory::default().file("/t.yml", template);
    let refusal = refused(&memory, "steps:\n- template: t.yml\n  parameters: {a: x}\n");
    assert_eq!(refusal.to_string(), "/t.yml: Maximum object size exceeded");
}

#[test]
fn objects_that_double_end() {
    let template = "parameters:\n- name: a\n  type: object\nsteps:\n- template: t.yml\n  parameters:\n    a: ['${{ \
                    parameters.a }}', '${{ parameters.a }}', {x: '${{ parameters.a }}'}]\n";
    let memory = Memory::default().file("/t.yml", template);
    let refusal = refused(&memory, "steps:\n- template: t.yml\n  parameters: {a: [x]}\n");
    assert_eq!(refusal.kind(), Kind::Limit);
}

#[test]
fn nested_collections_are_bounded() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        for levels in [101, 10_000] {
            let text = format!("steps: {}{}\n", open.repeat(levels), close.repeat(levels));
            assert_eq!(refused(&Memory::default(), &text).kind(), Kind::Limit, "{open} {levels}");
        }
    }
    let block: String = (0..200).fold(String::new(), |mut text, level| {
        _ = writeln!(text, "{}a:", " ".repeat(level));
        text
    });
    assert_eq!(refused(&Memory::default(), &block).kind(), Kind::Limit);
}

#[test]
fn a_long_expression_is_refused() {
    let text = format!("steps:\n- script: ${{{{ '{}' }}}}\n", "x".repeat(21_000));
    let refusal = refused(&Memory::default(), &text);
    assert!(refusal.to_string().contains("Exceeded max expression length 21000."), "{refusal}");
}

/// A limit of the machine is not one of the service: the deepest that is allowed fits in a small stack.
#[test]
fn the_deepest_pipelines_fit_in_a_small_stack() {
    let call = |argument: &str| format!("- template: t.yml\n  parameters:\n    a: {argument}\n");
    let indented = |open: &str, levels: usize, body: &str| {
        let mut text: String = (0..levels).fold(String::new(), |mut text, level| {
            _ = writeln!(text, "{}{open}", "  ".repeat(level));
            text
        });
        for line in body.lines() {
            _ = writeln!(text, "{}{line}", "  ".repeat(levels));
        }
        text
    };
    let again = "'${{ parameters.a }}'";
    let conditional_keys = indented("${{ if true }}:", 90, "A: 1\n");
    let conditional_keys = conditional_keys.replace('\n', "\n      ");
    let bodies = [
        call(&format!("{}{again}{}", "[".repeat(90), "]".repeat(90))),
        call(&format!("{}{again}{}", "{a: ".repeat(90), "}".repeat(90))),
        indented("- ${{ if true }}:", 45, &call("x")),
        indented("- ${{ each x in split('1', ',') }}:", 1, &indented("- ${{ if true }}:", 40, &call("x"))),
        format!("- task: a\n  inputs:\n      {conditional_keys}\n{}", call(again)),
        format!(
            "- task: a\n  inputs:\n    {}: ${{{{ parameters }}}}\n{}",
            "${{ insert }}",
            call(&format!("[{again}]"))
        ),
    ];
    for body in bodies {
        let template = format!("parameters:\n- name: a\n  type: object\nsteps:\n{body}");
        let memory = Memory::default().file("/t.yml", &*template);
        let text = "steps:\n- template: t.yml\n  parameters: {a: x}\n";
        let thread = std::thread::Builder::new().stack_size(1536 * 1024);
        let refusal = thread.spawn(move || refused(&memory, text)).unwrap().join().unwrap();
        assert_eq!(refusal.kind(), Kind::Limit, "{refusal}\n{template}");
    }
}
