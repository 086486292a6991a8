//! What is in the seeded packages: small, and what the clients of their protocols take.

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::world::feed::PackageFile;

/// The files of a version of a package. Universal packages are kept elsewhere, in pieces: they have none.
///
/// # Errors
/// None that memory does not make.
pub(super) fn files(
    protocol: &str,
    name: &str,
    version: &str,
    description: &str,
) -> io::Result<Vec<PackageFile>> {
    let file = |name: String, bytes: Vec<u8>| PackageFile { name, bytes: bytes.into() };
    Ok(match protocol {
        "NuGet" => {
            vec![file(format!("{name}.{version}.nupkg").to_lowercase(), nupkg(name, version, description)?)]
        }
        "Npm" => {
            let bare = name.rsplit('/').next().unwrap_or(name);
            vec![file(format!("{bare}-{version}.tgz"), npm(name, version, description)?)]
        }
        "PyPI" => {
            let folder = format!("{}-{version}", name.replace('-', "_"));
            vec![file(format!("{folder}.tar.gz"), sdist(&folder, name, version, description)?)]
        }
        "Cargo" => vec![file(format!("{name}-{version}.crate"), krate(name, version, description)?)],
        "Maven" => {
            let (group, artifact) = name.split_once(':').unwrap_or(("", name));
            let pom = pom(group, artifact, version, description).into_bytes();
            let manifest = "Manifest-Version: 1.0\r\n\r\n".to_owned();
            let jar = zip(&[("META-INF/MANIFEST.MF".to_owned(), manifest)])?;
            vec![
                file(format!("{artifact}-{version}.jar"), jar),
                file(format!("{artifact}-{version}.pom"), pom),
            ]
        }
        _ => Vec::new(),
    })
}

/// What a package says about itself.
pub(super) fn readme(name: &str, description: &str) -> String {
    format!("# {name}\n\n{description}\n")
}

fn nupkg(name: &str, version: &str, description: &str) -> io::Result<Vec<u8>> {
    let nuspec = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\">\n  <metadata>\n    \
         <id>{name}</id>\n    <version>{version}</version>\n    <authors>Fabrikam</authors>\n    \
         <description>{description}</description>\n  </metadata>\n</package>\n"
    );
    let types = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
                 <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"nuspec\" ContentType=\"application/octet\"/></Types>\n";
    let relations = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Type=\"http://schemas.microsoft.com/packaging/2010/07/manifest\" \
         Target=\"/{name}.nuspec\" Id=\"R1\"/></Relationships>\n"
    );
    zip(&[
        ("_rels/.rels".to_owned(), relations),
        (format!("{name}.nuspec"), nuspec),
        ("[Content_Types].xml".to_owned(), types.to_owned()),
        // As NuGet has it for a framework that needs nothing.
        ("lib/netstandard2.0/_._".to_owned(), String::new()),
    ])
}

fn npm(name: &str, version: &str, description: &str) -> io::Result<Vec<u8>> {
    let manifest = serde_json::json!({"name": name, "version": version, "description": description,
        "author": "Fabrikam", "main": "index.js"});
    tar_gz(&[
        ("package/package.json".to_owned(), format!("{manifest:#}\n")),
        ("package/README.md".to_owned(), readme(name, description)),
        ("package/index.js".to_owned(), "module.exports = {};\n".to_owned()),
    ])
}

fn sdist(folder: &str, name: &str, version: &str, description: &str) -> io::Result<Vec<u8>> {
    let info = format!(
        "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: {description}\nAuthor: Fabrikam\n"
    );
    let project = format!(
        "[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n\n\
         [project]\nname = \"{name}\"\nversion = \"{version}\"\ndescription = \"{description}\"\n"
    );
    let module = name.replace('-', "_");
    tar_gz(&[
        (format!("{folder}/PKG-INFO"), info),
        (format!("{folder}/pyproject.toml"), project),
        (format!("{folder}/{module}/__init__.py"), String::new()),
    ])
}

fn krate(name: &str, version: &str, description: &str) -> io::Result<Vec<u8>> {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\ndescription = \"{description}\"\n"
    );
    tar_gz(&[
        (format!("{name}-{version}/Cargo.toml"), manifest),
        (format!("{name}-{version}/src/lib.rs"), String::new()),
    ])
}

fn pom(group: &str, artifact: &str, version: &str, description: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  \
         <modelVersion>4.0.0</modelVersion>\n  <groupId>{group}</groupId>\n  \
         <artifactId>{artifact}</artifactId>\n  <version>{version}</version>\n  \
         <description>{description}</description>\n</project>\n"
    )
}

fn zip(files: &[(String, String)]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(io::Cursor::new(Vec::new()));
    // Without a date the archive is always the same.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, content) in files {
        archive.start_file(name.as_str(), options).map_err(io::Error::other)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish().map_err(io::Error::other)?.into_inner())
}

/// An archive of short names, as POSIX has it (`ustar`), compressed.
fn tar_gz(files: &[(String, String)]) -> io::Result<Vec<u8>> {
    const BLOCK: usize = 512;
    let mut archive = GzEncoder::new(Vec::new(), Compression::default());
    for (name, content) in files {
        let mut header = [0_u8; BLOCK];
        let mut put = |at: usize, text: &str| header[at..at + text.len()].copy_from_slice(text.as_bytes());
        put(0, name);
        put(100, "0000644\0");
        put(108, "0000000\0");
        put(116, "0000000\0");
        put(124, &format!("{:011o}\0", content.len()));
        put(136, "00000000000\0");
        // The sum counts itself as blanks.
        put(148, "        ");
        put(156, "0");
        put(257, "ustar\x0000");
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        archive.write_all(&header)?;
        archive.write_all(content.as_bytes())?;
        archive.write_all(&vec![0; content.len().next_multiple_of(BLOCK) - content.len()])?;
    }
    archive.write_all(&[0; 2 * BLOCK])?;
    archive.finish()
}
