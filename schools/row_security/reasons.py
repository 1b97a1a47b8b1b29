"""Why code reads past the schools of the user. Every use of ``across_schools`` names one of these.

``tests/row_security/test_reading_across.py`` holds the list of the places.
"""

#: An organisation stands below others, and a joint branch has members of several schools: what is judged of
#: one school depends on its neighbours.
NEIGHBOURS = "the rules judge a school together with what it hangs on"
#: The door has asked for the rights by then; what a change does to the schools around is judged and kept.
ACT = "an operation locks, judges and corrects the schools it touches"
#: Findings, checks and figures are what the rules say: nobody enters them.
JUDGEMENT = "the findings of neighbours follow from the rules"
#: Numbers are given once in the register. The database would refuse a second all the same; the form says so.
TAKEN = "whether a key or a number is taken"
#: Numbers of all schools of a place, of which at least three are not the user's own.
AVERAGES = "averages of a place beside one's own numbers"
#: The school, the organisation or the document itself, with what stands above it, and none of its people.
EXPORTED = "an export names what its rows refer to elsewhere"
#: Those who watch over the register see who took what away, and no school's rows.
WATCHED = "officers of security and audit find who took a file away"
