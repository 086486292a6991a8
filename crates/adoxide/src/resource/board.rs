//! Boards of teams: columns, rows, cards.

use std::collections::BTreeMap;
use std::fmt;

use adoxide_api::path::{BoardRef, ProjectRef, TeamRef};
use adoxide_api::work::{
    self, BoardCardRuleSettings, BoardCardSettings, BoardChart, BoardChartReference, BoardColumn,
    BoardReference, BoardRow, ParentChildWIMap,
};

use super::listing::Listing;
use super::project::missing;
use super::team::Team;
use crate::client::Client;
use crate::error::Result;

/// A board of a team, as it was when it was asked for.
///
/// ```
/// # use adoxide_emulator::Emulator;
/// # use adoxide::{Client, credential::Pat, transport::InProcess};
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
/// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
/// # let token = emulator.token();
/// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
/// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
/// # let project = ado.create_project("Fabrikam").process("Agile").await?;
/// let team = project.default_team().await?.unwrap();
/// let mut board = team.board("Stories").await?;
/// let mut columns = board.columns().to_vec();
/// columns[1].item_limit = Some(3);
/// board.set_columns(&columns).await?;
/// assert_eq!(team.board("Stories").await?.columns()[1].item_limit, Some(3));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/boards>
#[derive(Clone)]
pub struct Board {
    team: Team,
    value: work::Board,
}

impl Team {
    /// Its boards, by name and id.
    pub fn boards(&self) -> Listing<BoardReference> {
        let (project, team) = self.locator();
        Listing::new(self.client().items(work::get_boards(&project, Some(&team))), Some)
    }

    /// The board of this name (`Stories`) or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn board(&self, name: impl AsRef<str>) -> Result<Board> {
        let (project, team) = self.locator();
        let op = work::get_board(&project, Some(&team), &name.as_ref().into());
        Ok(Board { team: self.clone(), value: self.client().call(op).await? })
    }

    /// What work items of one backlog level (`Microsoft.RequirementCategory`) are parts of, each parent with
    /// those of them that are its own.
    ///
    /// # Errors
    /// As any call.
    pub async fn board_parents(&self, backlog: &str, ids: &[i64]) -> Result<Vec<ParentChildWIMap>> {
        let (project, team) = self.locator();
        let op = work::get_board_mapping_parent_items(&project, Some(&team), backlog, ids);
        self.client().items(op).all().await
    }
}

impl Board {
    fn client(&self) -> &Client {
        self.team.client()
    }

    fn locator(&self) -> Result<(ProjectRef, TeamRef, BoardRef)> {
        let (project, team) = self.team.locator();
        Ok((project, team, self.id()?.into()))
    }

    /// All that the service says about it.
    pub fn value(&self) -> &work::Board {
        &self.value
    }

    /// The team.
    pub fn team(&self) -> &Team {
        &self.team
    }

    /// Its id.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when the service did not say it.
    pub fn id(&self) -> Result<&str> {
        self.value.id.as_deref().ok_or_else(|| missing("id"))
    }

    /// Its name: `Stories`.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its columns, from left to right.
    pub fn columns(&self) -> &[BoardColumn] {
        self.value.columns.as_deref().unwrap_or_default()
    }

    /// Its rows, from top to bottom. One has no name: what is in no other is there.
    pub fn rows(&self) -> &[BoardRow] {
        self.value.rows.as_deref().unwrap_or_default()
    }

    /// The reference names of the fields that say where a work item is on it: column, whether it is done
    /// there, and row.
    pub fn fields(&self) -> [Option<&str>; 3] {
        let fields = self.value.fields.as_ref();
        [
            fields.and_then(|fields| fields.column_field.as_ref()?.reference_name.as_deref()),
            fields.and_then(|fields| fields.done_field.as_ref()?.reference_name.as_deref()),
            fields.and_then(|fields| fields.row_field.as_ref()?.reference_name.as_deref()),
        ]
    }

    /// Reads it again.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.team.board(self.id()?).await?;
        Ok(())
    }

    /// Sets its columns: one that has an id stays that one, one without is made, one that is left out is
    /// deleted.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) when they make no board, and nothing is changed; and
    /// as any call.
    pub async fn set_columns(&mut self, columns: &[BoardColumn]) -> Result<()> {
        let (project, team, board) = self.locator()?;
        let op = work::update_board_columns(&project, Some(&team), &board, columns);
        self.client().items(op).all().await?;
        self.reload().await
    }

    /// Sets its rows: one that has an id stays that one, one without is made, one that is left out is
    /// deleted.
    ///
    /// # Errors
    /// As [`set_columns`](Self::set_columns).
    pub async fn set_rows(&mut self, rows: &[BoardRow]) -> Result<()> {
        let (project, team, board) = self.locator()?;
        let op = work::update_board_rows(&project, Some(&team), &board, rows);
        self.client().items(op).all().await?;
        self.reload().await
    }

    /// What cards show, by type of work item.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/cardsettings>
    ///
    /// # Errors
    /// As any call.
    pub async fn card_settings(&self) -> Result<BoardCardSettings> {
        let (project, team, board) = self.locator()?;
        self.client().call(work::get_board_card_settings(&project, Some(&team), &board)).await
    }

    /// Sets what cards show.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_card_settings(&self, settings: &BoardCardSettings) -> Result<BoardCardSettings> {
        let (project, team, board) = self.locator()?;
        self.client().call(work::update_board_card_settings(&project, Some(&team), &board, settings)).await
    }

    /// Which cards and tags have which colours.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/cardrulesettings>
    ///
    /// # Errors
    /// As any call.
    pub async fn card_rules(&self) -> Result<BoardCardRuleSettings> {
        let (project, team, board) = self.locator()?;
        self.client().call(work::get_board_card_rule_settings(&project, Some(&team), &board)).await
    }

    /// Sets which cards and tags have which colours.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_card_rules(&self, rules: &BoardCardRuleSettings) -> Result<BoardCardRuleSettings> {
        let (project, team, board) = self.locator()?;
        self.client().call(work::update_board_card_rule_settings(&project, Some(&team), &board, rules)).await
    }

    /// Sets options of the board, by name.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_options(&self, options: &BTreeMap<String, Option<String>>) -> Result<()> {
        let (project, team, _) = self.locator()?;
        let op = work::set_board_options(&project, Some(&team), &self.id()?.into(), options);
        self.client().call(op).await.map(drop)
    }

    /// Its charts, by name.
    ///
    /// # Errors
    /// As any call.
    pub async fn charts(&self) -> Result<Vec<BoardChartReference>> {
        let (project, team, board) = self.locator()?;
        self.client().items(work::get_board_charts(&project, Some(&team), &board)).all().await
    }

    /// The chart of this name: `cumulativeFlow`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is none, and as any call.
    pub async fn chart(&self, name: &str) -> Result<BoardChart> {
        let (project, team, board) = self.locator()?;
        self.client().call(work::get_board_chart(&project, Some(&team), &board, &name.into())).await
    }
}

impl fmt::Debug for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Board({})", self.name())
    }
}
