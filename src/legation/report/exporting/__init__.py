"""Exports of a finished run or comparison: workbook, CSV, document, PDF and charts as files."""
