"""Expands the rules of a file over 2026 with python-dateutil. Lines: start, tab, rule. Prints the milliseconds it took."""
import sys
import time
from datetime import datetime

from dateutil.rrule import rrulestr

rules_file, dates_file = sys.argv[1:]
with open(rules_file, encoding="utf-8") as lines:
    rules = [line.rstrip("\n").split("\t") for line in lines]

first, last = datetime(2026, 1, 1), datetime(2026, 12, 31, 23, 59, 59)
begin = time.perf_counter()
years = [
    rrulestr(rule, dtstart=datetime.strptime(start, "%Y%m%dT%H%M%S")).between(first, last, inc=True)
    for start, rule in rules
]
print((time.perf_counter() - begin) * 1000)

with open(dates_file, "w", encoding="utf-8") as output:
    for year in years:
        output.write(" ".join(date.strftime("%Y%m%dT%H%M%S") for date in year) + "\n")
