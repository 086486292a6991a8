//! Kinds of links between work items.

use super::name::same_name;

/// How links of a kind may be drawn. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topology {
    /// In any way.
    Network,
    /// In one direction and never in a circle.
    Dependency,
    /// In one direction, never in a circle, and to each from one only.
    Tree,
}

impl Topology {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Dependency => "dependency",
            Self::Tree => "tree",
        }
    }
}

/// A kind of links.
#[derive(Debug, PartialEq, Eq)]
pub struct LinkType {
    /// `System.LinkTypes.Hierarchy`, without an end.
    pub reference_name: &'static str,
    /// The end that the source sees: `Child`.
    pub forward: &'static str,
    /// The end that the target sees: `Parent`; the same where there is no direction.
    pub reverse: &'static str,
    /// How they may be drawn.
    pub topology: Topology,
    /// Whether the organization may change the kind.
    pub is_editable: bool,
}

const fn link(
    reference_name: &'static str,
    forward: &'static str,
    reverse: &'static str,
    topology: Topology,
    is_editable: bool,
) -> LinkType {
    LinkType { reference_name, forward, reverse, topology, is_editable }
}

/// All kinds, in the order of the documented `GET _apis/wit/workitemrelationtypes`.
pub static LINK_TYPES: [LinkType; 8] = [
    link("Microsoft.VSTS.Common.Affects", "Affects", "Affected By", Topology::Dependency, true),
    link(
        "Microsoft.VSTS.TestCase.SharedParameterReferencedBy",
        "Referenced By",
        "References",
        Topology::Dependency,
        true,
    ),
    link("Microsoft.VSTS.Common.TestedBy", "Tested By", "Tests", Topology::Dependency, true),
    link(
        "Microsoft.VSTS.TestCase.SharedStepReferencedBy",
        "Test Case",
        "Shared Steps",
        Topology::Dependency,
        true,
    ),
    link("System.LinkTypes.Duplicate", "Duplicate", "Duplicate Of", Topology::Tree, false),
    link("System.LinkTypes.Dependency", "Successor", "Predecessor", Topology::Dependency, false),
    link("System.LinkTypes.Hierarchy", "Child", "Parent", Topology::Tree, false),
    link("System.LinkTypes.Related", "Related", "Related", Topology::Network, false),
];

const HIERARCHY: u8 = 6;
const RELATED: u8 = 7;

/// One end of a link: what one of the two work items sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkEnd {
    kind: u8,
    /// Whether the work item is the source.
    pub is_forward: bool,
}

impl LinkEnd {
    /// From a parent to a child.
    pub const CHILD: Self = Self { kind: HIERARCHY, is_forward: true };
    /// From a child to its parent.
    pub const PARENT: Self = Self { kind: HIERARCHY, is_forward: false };
    /// Between two that have to do with each other.
    pub const RELATED: Self = Self { kind: RELATED, is_forward: true };

    /// All ends, both of each kind that has two.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LINK_TYPES.len() as u8).flat_map(|kind| {
            let both = LINK_TYPES[usize::from(kind)].topology != Topology::Network;
            [true, false]
                .into_iter()
                .filter(move |is_forward| *is_forward || both)
                .map(move |is_forward| Self { kind, is_forward })
        })
    }

    /// The end of a reference name (`System.LinkTypes.Hierarchy-Forward`) or a name (`Child`), in any case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|end| same_name(&end.reference_name(), name) || same_name(end.name(), name))
    }

    /// The kind of the link.
    pub fn link_type(self) -> &'static LinkType {
        &LINK_TYPES[usize::from(self.kind).min(LINK_TYPES.len() - 1)]
    }

    /// `System.LinkTypes.Hierarchy-Forward`
    pub fn reference_name(self) -> String {
        let kind = self.link_type();
        match (kind.topology, self.is_forward) {
            (Topology::Network, _) => kind.reference_name.to_owned(),
            (_, true) => format!("{}-Forward", kind.reference_name),
            (_, false) => format!("{}-Reverse", kind.reference_name),
        }
    }

    /// `Child`
    pub fn name(self) -> &'static str {
        if self.is_forward { self.link_type().forward } else { self.link_type().reverse }
    }

    /// What the other work item sees.
    pub fn opposite(self) -> Self {
        let has_direction = self.link_type().topology != Topology::Network;
        Self { is_forward: self.is_forward != has_direction, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_know_their_names_and_opposites() {
        assert_eq!(LinkEnd::all().count(), 15);
        assert_eq!(LinkEnd::parse("system.linktypes.hierarchy-reverse"), Some(LinkEnd::PARENT));
        assert_eq!(LinkEnd::parse("Child"), Some(LinkEnd::CHILD));
        assert_eq!(LinkEnd::CHILD.opposite(), LinkEnd::PARENT);
        assert_eq!(LinkEnd::RELATED.opposite(), LinkEnd::RELATED);
        assert_eq!(LinkEnd::RELATED.reference_name(), "System.LinkTypes.Related");
    }
}
