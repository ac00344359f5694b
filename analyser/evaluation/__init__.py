"""How often the verdicts agree with those of people, on contracts that people labelled.

``gold`` reads such a folder, ``judging`` runs the analyser over it, ``figures`` counts, ``baseline``
compares with an earlier state, ``texts`` puts it into a report. ``analyser evaluate`` is the door.
"""
