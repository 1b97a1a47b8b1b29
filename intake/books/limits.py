"""How much of a file is taken. A roster of a county with 18,000 people stays far below all of them."""

MEGABYTE = 1024 * 1024

#: Bytes of the file as it is sent, and of everything in it.
LARGEST_FILE, LARGEST_CONTENT = 10 * MEGABYTE, 200 * MEGABYTE
#: Files packed into a workbook, and how far one of them may swell.
MOST_ENTRIES, MOST_SWELLING = 200, 100
#: What swells less than this is not worth a thought: a table of a thousand equal rows packs well.
HARMLESS = MEGABYTE
#: Bytes of the parts that are read as a whole before the first row.
LARGEST_STYLES, LARGEST_TEXTS, LARGEST_FRAME = 4 * MEGABYTE, 60 * MEGABYTE, MEGABYTE

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 40, 50_000, 60
#: Signs of one cell; longer ones are cut, what is registered is shorter by far.
LONGEST_CELL = 2000
#: Cells that share a value because they are merged.
MOST_MERGED = 200_000

#: What the process that reads may use: bytes, and seconds of the processor.
MEMORY, SECONDS = 1024 * MEGABYTE, 60
#: Seconds to wait for it: a machine that does other things as well gives it less of each.
PATIENCE = 300
