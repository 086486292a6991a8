//! Artifacts of builds: what they are, and their files, each alone or all as a zip.

use std::io::Write as _;

use adoxide_api::build::meta;
use serde::Deserialize;
use serde_json::{Map, Value};
use zip::write::SimpleFileOptions;

use super::shape::{build_url, find_build};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::{Artifact, Build};

handlers! {
    meta::GET_ARTIFACTS => read(get_artifacts),
    meta::GET_ARTIFACT => read(get_artifact),
    meta::GET_FILE => read(get_artifact),
    meta::CREATE_ARTIFACT => change(create_artifact),
}

fn artifact_json(view: &View<'_>, build: &Build, artifact: &Artifact) -> Object {
    let urls = view.urls();
    let name = crate::wire::address::segment(&artifact.name);
    let own = format!("builds/{}/artifacts?artifactName={name}&api-version={}", build.id, view.version);
    let own = build_url(&urls, build.project, &own);
    let mut resource = artifact.resource.clone();
    resource.insert("url".to_owned(), own.clone().into());
    resource.entry("downloadUrl").or_insert_with(|| format!("{own}&%24format=zip").into());
    Object::new()
        .set("id", artifact.id)
        .set("name", artifact.name.as_str())
        .set_some("source", artifact.source.as_deref())
        .set("resource", Value::Object(resource))
}

fn get_artifacts(view: &View<'_>) -> Result<Reply, Fault> {
    if view.query.any(&["artifactName"]).is_some() {
        return get_artifact(view);
    }
    let build = find_build(view)?;
    Ok(Reply::list(build.artifacts.iter().map(|artifact| artifact_json(view, build, artifact))))
}

/// Finds an artifact of a build by its name.
pub(in crate::area) fn find_artifact<'w>(build: &'w Build, name: &str) -> Result<&'w Artifact, Fault> {
    let found = build.artifacts.iter().find(|artifact| artifact.name.eq_ignore_ascii_case(name));
    found.ok_or_else(|| Fault::artifact_not_found(name, build.id))
}

/// The files of an artifact as a zip, below a folder of its name. `below` chooses a folder or file in it.
pub(in crate::area) fn zip(
    view: &View<'_>,
    artifact: &Artifact,
    below: Option<&str>,
) -> Result<Vec<u8>, Fault> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    // The same files make the same archive.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (path, file) in view.organization.builds().files(artifact) {
        let below = below.map(|below| below.trim_matches('/')).filter(|below| !below.is_empty());
        let is_in = below.is_none_or(|below| {
            path.strip_prefix(below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        if is_in {
            zip.start_file(format!("{}/{path}", artifact.name), options).map_err(Fault::internal)?;
            zip.write_all(&file.content).map_err(Fault::internal)?;
        }
    }
    Ok(zip.finish().map_err(Fault::internal)?.into_inner())
}

fn get_artifact(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.query.any(&["artifactName"]).ok_or_else(|| Fault::argument_null("artifactName"))?;
    let build = find_build(view)?;
    let artifact = find_artifact(build, name)?;
    // One file of it, by its path in the artifact or by the name that a client gives.
    if let Some(file) = view.query.any(&["fileId"]).filter(|file| !file.is_empty()) {
        let named = view.query.any(&["fileName"]).unwrap_or(file);
        let files = view.organization.builds().files(artifact);
        let plain = |path: &str| path.trim_start_matches('/').to_owned();
        let found = files.iter().find(|(path, _)| *path == plain(file) || *path == plain(named));
        let (_, found) = found.ok_or_else(|| Fault::build_part_not_found("file", named))?;
        return Ok(Reply::bytes("application/octet-stream", found.content.to_vec()));
    }
    let format = view.query.any(&["$format", "format"]).unwrap_or_default();
    let accept = view.headers.get(http::header::ACCEPT).and_then(|accept| accept.to_str().ok());
    if format.eq_ignore_ascii_case("zip") || accept.is_some_and(|accept| accept.contains("application/zip")) {
        let below = view.query.any(&["subPath"]);
        return Ok(Reply::bytes("application/zip", zip(view, artifact, below)?));
    }
    Ok(Reply::json(artifact_json(view, build, artifact)))
}

/// An artifact of a body.
#[derive(Deserialize)]
struct NewArtifact {
    name: String,
    source: Option<String>,
    #[serde(default)]
    resource: Map<String, Value>,
}

fn create_artifact(change: &mut Change<'_>, body: NewArtifact) -> Result<Reply, Fault> {
    if body.name.trim().is_empty() {
        return Err(Fault::argument_null("name"));
    }
    let id = find_build(&change.view())?.id;
    let name = body.name.clone();
    change.make(|tx| tx.add_build_artifact(id, body.name, body.source, body.resource))?;
    let view = change.view();
    let build = find_build(&view)?;
    Ok(Reply::json(artifact_json(&view, build, find_artifact(build, &name)?)))
}
