"""What a document says: the answer first, every compared report once, every source once, remarks where they matter."""

from __future__ import annotations

from legation.report.exporting.blocks import Chart, Grid, Heading, Passage, SourceLine, run_paper, twins_paper
from legation.report.figures import effect_figures_of, figures_of
from legation.report.findings import gather_findings


def test_the_answer_comes_first(result):
    paper = run_paper(result, remark="The record has changed.")
    heads = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert heads[0] == "Answer" and heads[-2:] == ["References", "About this run"]
    assert Passage("The record has changed.") in paper.blocks and paper.day == "2031-05-04"


def test_every_compared_report_stands_in_one_table(result):
    rows = [row for block in run_paper(result).blocks
            if isinstance(block, Grid) and block.head[0] == "Reported" for row in block.rows]  # fmt: skip
    compared = gather_findings(result).compared
    assert len(rows) == len(compared) > 0
    assert all(any(cells[0].startswith(row.said) for cells in rows) for row in compared)


def test_every_source_is_listed_once(result):
    lines = [block for block in run_paper(result).blocks if isinstance(block, SourceLine)]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert len({line.text for line in lines}) == len(lines) > 1


def test_every_figure_is_in_it(result, twins):
    for paper, figures in ((run_paper(result), figures_of(result)), (twins_paper(twins), effect_figures_of(twins))):
        assert [block.figure for block in paper.blocks if isinstance(block, Chart)] == figures


def test_the_note_replaces_what_is_said_of_claims_left_out(result):
    (about,) = (block for block in run_paper(result, "NOT PUBLIC").blocks
                if isinstance(block, Grid) and block.head[0] == "What")  # fmt: skip
    assert dict(about.rows)["handling"] == "NOT PUBLIC"
