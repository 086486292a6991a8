//! `adox export`.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use adoxide_sync::Reader;
use adoxide_sync::arrow_schema::ArrowError;
use adoxide_sync::destination::Values;
use adoxide_sync::destination::lookup::json_rows;
use arrow_ipc::writer::StreamWriter;
use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::args::{Format, ProfileArgs, To};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::{Layout, Rows, Style};
use crate::printer::Printer;
use crate::settings;
use crate::verb::Verb;

/// Write one synced table as CSV, JSON Lines, Arrow or Parquet
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox export commits > commits.csv
  adox export pull_requests --format arrow | python -c \\
    'import pyarrow as pa; print(pa.ipc.open_stream(open(0, \"rb\")).read_all())'
  adox export work_items --where \"_deletedAt IS NULL\" --out work_items.parquet

In Arrow, Parquet and JSON Lines, objects and lists are nested; in CSV they are
JSON. Rows that are deleted at the source have the time in _deletedAt. In
PostgreSQL a condition quotes names with capitals: '\"_deletedAt\" IS NULL'.")]
pub struct Export {
    /// The table, as `adox query --tables` lists them
    table: String,

    /// What was synced into: a SQLite file, or a destination as in `adox sync --to`
    /// (default: ADOXIDE_DATABASE, or adox.db)
    #[arg(long, value_name = "FILE|DESTINATION")]
    database: Option<To>,

    /// The format (default: that of the extension of --out, or csv)
    #[arg(long, value_enum)]
    format: Option<FileFormat>,

    /// The file to write, replaced when all rows are there (default: stdout)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Only the rows that a condition in SQL holds for, as after WHERE
    #[arg(long = "where", value_name = "CONDITION")]
    condition: Option<String>,

    #[command(flatten)]
    profile: ProfileArgs,
}

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FileFormat {
    /// A stream of Arrow IPC: typed, nested, read without a copy
    Arrow,
    /// Comma-separated values, with the names of the columns first
    Csv,
    /// One JSON object a line
    Jsonl,
    /// A Parquet file, compressed with zstd
    #[cfg(feature = "parquet")]
    Parquet,
}

impl FileFormat {
    fn of(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "arrow" | "arrows" | "ipc" => Some(Self::Arrow),
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            #[cfg(feature = "parquet")]
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Jsonl)
    }
}

impl Verb for Export {
    async fn run(self, context: &Context) -> Result<Exit> {
        let location = match &self.database {
            Some(database) => database.location_or_file()?,
            None => settings::location(None, &self.profile)?,
        };
        let printer = &context.printer;
        let format = self.format()?;
        if self.out.is_none() && printer.is_terminal() && !format.is_text() {
            return Err(Error::usage("a binary format is not written to a terminal")
                .help("name a file with --out, pipe stdout into a program, or use --format csv"));
        }
        let rows = location.read_table(&self.table, self.condition.as_deref())?;
        match &self.out {
            None => written(rows, format, printer.stdout()).map(drop)?,
            Some(path) => to_file(path, rows, format, printer)?,
        }
        Ok(Exit::Ok)
    }
}

impl Export {
    fn format(&self) -> Result<FileFormat> {
        let extension = self.out.as_deref().and_then(Path::extension).and_then(|name| name.to_str());
        match (self.format, extension) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(FileFormat::Csv),
            (None, Some(extension)) => FileFormat::of(extension).ok_or_else(|| {
                Error::usage(format!("`.{extension}` is not the extension of a format"))
                    .help("name the format with --format")
            }),
        }
    }
}

/// Writes a file beside the one that is there, and puts it in its place when it is whole.
fn to_file(path: &Path, rows: Reader, format: FileFormat, printer: &Printer) -> Result<()> {
    let failed = |error: io::Error| Error::failed(format!("`{}` can't be written: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As for any file: the mask of the process takes away what others may not.
        new.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let new = new.prefix(".adox-").tempfile_in(folder).map_err(failed)?;
    let counted = written(rows, format, new.as_file())?;
    new.persist(path).map_err(|error| failed(error.error))?;
    printer.say(format_args!("{counted} rows written to {}", path.display()));
    Ok(())
}

/// Writes the rows and answers how many there were. A reader that has gone away needs no more of them.
fn written(rows: Reader, format: FileFormat, out: impl Write) -> Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut count = 0;
    let done = match format {
        FileFormat::Arrow => arrow(rows, &mut out, &mut count),
        FileFormat::Csv => csv(rows, &mut out, &mut count),
        FileFormat::Jsonl => jsonl(rows, &mut out, &mut count),
        #[cfg(feature = "parquet")]
        FileFormat::Parquet => parquet(rows, &mut out, &mut count),
    };
    match done.and_then(|()| out.flush().map_err(Failed::Out)) {
        Err(Failed::Out(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(count),
        Err(Failed::Out(error)) => Err(error.into()),
        Err(Failed::Other(error)) => Err(error),
        Ok(()) => Ok(count),
    }
}

/// Why rows could not be written.
enum Failed {
    /// The file, or the reader of stdout.
    Out(io::Error),
    Other(Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Out(error)
    }
}

impl From<adoxide_sync::Error> for Failed {
    fn from(error: adoxide_sync::Error) -> Self {
        Self::Other(error.into())
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<ArrowError> for Failed {
    fn from(error: ArrowError) -> Self {
        match error {
            ArrowError::IoError(_, error) => Self::Out(error),
            error => Self::Other(Error::failed(error.to_string())),
        }
    }
}

fn arrow(mut rows: Reader, out: &mut impl Write, count: &mut u64) -> std::result::Result<(), Failed> {
    let schema = adoxide_sync::arrow_array::RecordBatchReader::schema(&rows);
    let mut writer = StreamWriter::try_new(out, &schema)?;
    while let Some(batch) = rows.read()? {
        writer.write(&batch)?;
        *count += batch.num_rows() as u64;
    }
    Ok(writer.finish()?)
}

fn csv(mut rows: Reader, out: &mut impl Write, count: &mut u64) -> std::result::Result<(), Failed> {
    let schema = adoxide_sync::arrow_array::RecordBatchReader::schema(&rows);
    let names = schema.fields().iter().map(|field| field.name().clone());
    let mut lines = Rows::new(out, Layout::new(Format::Csv, Style::plain()), names);
    while let Some(batch) = rows.read()? {
        let columns = batch.columns().iter().map(|column| Values::of(column));
        let columns = columns.collect::<std::result::Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            let values = columns.iter().map(|column| serde_json::to_value(column.at(row)));
            let values = values.collect::<std::result::Result<Vec<Value>, _>>();
            lines.row(&values.map_err(|error| Error::failed(error.to_string()))?)?;
            *count += 1;
        }
    }
    lines.finish()?;
    Ok(())
}

fn jsonl(mut rows: Reader, out: &mut impl Write, count: &mut u64) -> std::result::Result<(), Failed> {
    while let Some(batch) = rows.read()? {
        for row in json_rows(&batch)? {
            writeln!(out, "{row}")?;
            *count += 1;
        }
    }
    Ok(())
}

#[cfg(feature = "parquet")]
fn parquet(mut rows: Reader, out: &mut impl Write, count: &mut u64) -> std::result::Result<(), Failed> {
    use parquet::arrow::ArrowWriter;
    use parquet::basic::{Compression, ZstdLevel};
    use parquet::errors::ParquetError;
    use parquet::file::properties::WriterProperties;

    /// The size of a row group in memory, in bytes.
    const GROUP: usize = 32 << 20;
    let failed = |error: ParquetError| Failed::Other(Error::failed(error.to_string()));
    let schema = adoxide_sync::arrow_array::RecordBatchReader::schema(&rows);
    let how = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default()));
    let how = how.set_coerce_types(true).build();
    // Written to memory, a row group at a time.
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(how)).map_err(failed)?;
    while let Some(batch) = rows.read()? {
        writer.write(&batch).map_err(failed)?;
        *count += batch.num_rows() as u64;
        if writer.in_progress_size() > GROUP {
            writer.flush().map_err(failed)?;
        }
        out.write_all(writer.inner())?;
        writer.inner_mut().clear();
    }
    Ok(out.write_all(&writer.into_inner().map_err(failed)?)?)
}
