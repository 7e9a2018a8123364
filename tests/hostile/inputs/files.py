"""Includes, globs and folders."""

from inputs import HEAD, Input, lines

ALL = ("check", ".")


def included(n):
    files = {f"f/{i}.integ": f'project p{i} "P{i}"\n' for i in range(n)}
    return files | {"x.integ": lines(n, 'include "f/{0}.integ"\n')}


def chain(n):
    files = {f"f{i}.integ": f'include "f{i + 1}.integ"\nproject p{i} "P{i}"\n'
             for i in range(n)}
    return files | {f"f{n}.integ": "", "x.integ": 'include "f0.integ"\n'}


def missing(n):
    return lines(n, 'include "f/{0}.integ"\n')


def same(n):
    return {"y.integ": 'project p "P"\n', "x.integ": 'include "y.integ"\n' * n}


def globs(n):
    return {f"{i}.integ": f'include "*.integ"\nproject p{i} "P{i}"\n' for i in range(n)}


def globs_deep(n):
    files = {f"{i % 10}/{i % 7}/f{i}.integ": f'project p{i} "P{i}"\n' for i in range(n)}
    return files | {"x.integ": 'include "**/*.integ"\ninclude "*/*/*.integ"\n'}


def globs_stars(n):
    files = {"a" * 100 + f"{i}.integ": "" for i in range(n)}
    return files | {"x.integ": 'include "*a*a*a*a*a*a*b"\n'}


def walked(n):
    return {f"d{i % 20}/f{i}.integ": HEAD + f'project p{i} "P{i}" {{ funding 2020: 1 }}\n'
            for i in range(n)}


def walked_depth(n):
    return {"/".join(["d"] * 50) + f"/f{i}.integ": f'project p{i} "P{i}"\n' for i in range(n)}


def walked_twins(n):
    """Files that are copies of each other (Y11)."""
    return {f"f{i}.integ": HEAD + 'project p "P" { funding 2020: 1 }\ntotal 2020: 1\n'
            for i in range(n)}


INPUTS = {
    "files included": Input(400, included),
    "chain of includes": Input(300, chain),
    "includes of what is missing": Input(1500, missing),
    "includes of one file": Input(3000, same),
    "globs of all by all": Input(200, globs, ALL),
    "deep globs": Input(300, globs_deep),
    "globs of many stars": Input(200, globs_stars),
    "folders": Input(300, walked, ALL),
    "deep folders": Input(200, walked_depth, ALL),
    "copies": Input(300, walked_twins, ALL),
    "fmt: files": Input(300, walked, ("fmt", "--check", ".")),
}
