"""What the explorer page shows, as plain values: one module a concept, no server in any of them.

`answers.ANSWERS` names every answer; the service gives them under `/api/`, and a static export can write them as files.
"""
