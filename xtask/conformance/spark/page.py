"""The page of the book about Spark: what it shows is run."""

import os
import pathlib

from checks import PAT, URL, check, equal
from session import spark

PAGE = pathlib.Path(__file__).parents[3] / "docs/guide/spark.md"


@check("what the page of the book shows runs")
def _():
    folder = pathlib.Path("page").absolute()
    folder.mkdir()
    names = {"spark": spark, "token": PAT, "folder": str(folder)}
    blocks = PAGE.read_text().split("```python\n")[1:]
    for block in blocks:
        code = block.partition("```")[0].replace("https://dev.azure.com/contoso", URL)
        exec(compile(code, str(PAGE), "exec"), names)
    equal("blocks", len(blocks) >= 5, True)
    equal("what the stream wrote", spark.read.parquet(f"{folder}/repositories").count(), names["repositories"].count())
    equal("Delta Lake tables", os.path.isdir(folder / "lake/repositories/_delta_log"), True)
