//! Configurations that tests are run with, and the variables that they are made of.

use super::{ConfigurationId, TestPlanEvent, TestPlans};
use crate::world::id::ProjectId;
use crate::world::name::same_name;
use crate::world::organization::{Recorded, Transaction};
use crate::world::refusal::Refusal;

/// A configuration.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// Its number.
    pub id: ConfigurationId,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// Whether new test cases come with it.
    pub is_default: bool,
    /// Whether it is in use.
    pub is_active: bool,
    /// Its values, by the names of variables.
    pub values: Vec<(String, String)>,
}

/// What a configuration is made of, or changed to: what is not given stays.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the configuration")]
pub struct NewConfiguration {
    pub name: Option<String>,
    pub description: Option<String>,
    pub is_default: Option<bool>,
    pub is_active: Option<bool>,
    pub values: Option<Vec<(String, String)>>,
}

/// A variable, with the values that it can have.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its number.
    pub id: i64,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The values that it can have.
    pub values: Vec<String>,
}

/// What a variable is made of, or changed to: what is not given stays.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the variable")]
pub struct NewVariable {
    pub name: Option<String>,
    pub description: Option<String>,
    pub values: Option<Vec<String>>,
}

/// The variables that every project begins with: documented examples.
const VARIABLES: [(&str, &str, &[&str]); 2] = [
    (
        "Operating System",
        "Default operating systems",
        &["Windows 10", "Windows 7", "Windows 8", "Windows 8.1"],
    ),
    (
        "Browser",
        "Default browsers",
        &["Chrome", "FireFox", "Internet Explorer 9.0", "Internet Explorer 10.0"],
    ),
];

impl Transaction<'_> {
    /// What a new project has: its creation is the event.
    pub(in crate::world) fn add_test_defaults(&mut self, project: ProjectId) {
        let plans = self.part_mut::<TestPlans>();
        for (name, description, values) in VARIABLES {
            plans.last_variable += 1;
            let id = plans.last_variable;
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            let (name, description) = (name.to_owned(), description.to_owned());
            plans.variables.insert(id, Variable { id, project, name, description, values });
        }
        plans.last_configuration += 1;
        let id = plans.last_configuration;
        let configuration = Configuration {
            id,
            project,
            name: "Windows 10".to_owned(),
            description: "Default operating system for testing".to_owned(),
            is_default: true,
            is_active: true,
            values: vec![("Operating System".to_owned(), "Windows 10".to_owned())],
        };
        plans.configurations.insert(id, configuration);
    }

    fn check_configuration_name(
        &self,
        project: ProjectId,
        id: ConfigurationId,
        name: &str,
    ) -> Result<(), Refusal> {
        let mut known = self.test_plans().configurations(project);
        if known.any(|known| known.id != id && same_name(&known.name, name)) {
            return Err(Refusal::TestObjectExists(name.to_owned()));
        }
        Ok(())
    }

    /// Creates a configuration.
    ///
    /// # Errors
    /// When the project has one of this name.
    pub fn create_test_configuration(
        &mut self,
        project: ProjectId,
        new: NewConfiguration,
    ) -> Result<Recorded<ConfigurationId>, Refusal> {
        let name = new.name.unwrap_or_default();
        self.check_configuration_name(project, 0, &name)?;
        let plans = self.part_mut::<TestPlans>();
        plans.last_configuration += 1;
        let id = plans.last_configuration;
        let configuration = Configuration {
            id,
            project,
            name,
            description: new.description.unwrap_or_default(),
            is_default: new.is_default.unwrap_or(false),
            is_active: new.is_active.unwrap_or(true),
            values: new.values.unwrap_or_default(),
        };
        plans.configurations.insert(id, configuration);
        Ok(self.record(TestPlanEvent::ConfigurationChanged(id)).with(id))
    }

    /// Changes a configuration.
    ///
    /// # Errors
    /// When there is none, or the project has another one of this name.
    pub fn update_test_configuration(
        &mut self,
        id: ConfigurationId,
        new: NewConfiguration,
    ) -> Result<Recorded, Refusal> {
        let refused = Refusal::NoTestConfiguration(id);
        let project = self.test_plans().configuration(id).ok_or(refused.clone())?.project;
        if let Some(name) = &new.name {
            self.check_configuration_name(project, id, name)?;
        }
        let known = self.part_mut::<TestPlans>().configurations.get_mut(&id).ok_or(refused)?;
        known.name = new.name.unwrap_or_else(|| std::mem::take(&mut known.name));
        known.description = new.description.unwrap_or_else(|| std::mem::take(&mut known.description));
        known.is_default = new.is_default.unwrap_or(known.is_default);
        known.is_active = new.is_active.unwrap_or(known.is_active);
        known.values = new.values.unwrap_or_else(|| std::mem::take(&mut known.values));
        Ok(self.record(TestPlanEvent::ConfigurationChanged(id)))
    }

    /// Deletes a configuration.
    ///
    /// # Errors
    /// When there is none, or test points have it.
    pub fn delete_test_configuration(&mut self, id: ConfigurationId) -> Result<Recorded, Refusal> {
        let plans = self.part_mut::<TestPlans>();
        let known = plans.configurations.get(&id).ok_or(Refusal::NoTestConfiguration(id))?;
        if plans.points.values().any(|point| point.configuration == id) {
            return Err(Refusal::TestConfigurationInUse(known.name.clone()));
        }
        plans.configurations.remove(&id);
        Ok(self.record(TestPlanEvent::ConfigurationChanged(id)))
    }

    /// Creates a variable.
    ///
    /// # Errors
    /// When the project has one of this name.
    pub fn create_test_variable(
        &mut self,
        project: ProjectId,
        new: NewVariable,
    ) -> Result<Recorded<i64>, Refusal> {
        let name = new.name.unwrap_or_default();
        let plans = self.part_mut::<TestPlans>();
        if plans.variables(project).any(|known| same_name(&known.name, &name)) {
            return Err(Refusal::TestObjectExists(name));
        }
        plans.last_variable += 1;
        let id = plans.last_variable;
        let (description, values) = (new.description.unwrap_or_default(), new.values.unwrap_or_default());
        plans.variables.insert(id, Variable { id, project, name, description, values });
        Ok(self.record(TestPlanEvent::VariableChanged(id)).with(id))
    }

    /// Changes a variable.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_test_variable(&mut self, id: i64, new: NewVariable) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<TestPlans>().variables.get_mut(&id).ok_or(Refusal::NoTestVariable(id))?;
        known.name = new.name.unwrap_or_else(|| std::mem::take(&mut known.name));
        known.description = new.description.unwrap_or_else(|| std::mem::take(&mut known.description));
        known.values = new.values.unwrap_or_else(|| std::mem::take(&mut known.values));
        Ok(self.record(TestPlanEvent::VariableChanged(id)))
    }

    /// Deletes a variable.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_test_variable(&mut self, id: i64) -> Result<Recorded, Refusal> {
        self.part_mut::<TestPlans>().variables.remove(&id).ok_or(Refusal::NoTestVariable(id))?;
        Ok(self.record(TestPlanEvent::VariableChanged(id)))
    }
}
