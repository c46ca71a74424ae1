"""Structural checks: scenes nobody reaches, loops without exit, texts untranslated, stale or telling."""

from __future__ import annotations

from statistics import mean

from simulator.content.library import WrittenCase
from simulator.content.reader import YamlDocument
from simulator.content.speech import passages
from simulator.content.texts import digest, translated
from simulator.errors import Message, Problem, message, problem_at
from simulator.graph.graph import Graph, Scene

LONGER = 1.6


def check_structure(document: YamlDocument, graph: Graph) -> list[Problem]:
    """Scenes and endings that nothing leads to, and scenes from which no ending can be reached."""
    edges = {index: exits(scene) for index, scene in enumerate(graph.scenes)}
    entries = {entry for entry in graph.entry if entry >= 0}
    reached = _spread(entries, edges)
    problems = []
    for node in range(len(graph.scenes) + len(graph.endings)):
        if node not in reached:
            kind = "endings" if graph.ended(node) else "scenes"
            what = message("nothing leads to '{name}'", name=graph.node_id(node))
            problems.append(
                _at(document, (kind, graph.node_id(node)), what, message("lead to it or remove it"))
            )
    back: dict[int, set[int]] = {}
    for node, targets in edges.items():
        for target in targets:
            back.setdefault(target, set()).add(node)
    endings = set(range(len(graph.scenes), len(graph.scenes) + len(graph.endings)))
    leaves = _spread(endings, back)
    for node in sorted(reached - leaves):
        what = message("no ending can be reached from '{name}'", name=graph.node_id(node))
        problems.append(_at(document, ("scenes", graph.node_id(node)), what, message("add a way out")))
    return problems


def exits(scene: Scene) -> set[int]:
    """Every node that an answer to a scene can lead to."""
    branches = [branch for option in scene.task.options for branch in option.branches]
    return {route.to for branch in (*branches, *scene.task.bands) for route in branch.effects.to}


def _spread(start: set[int], edges: dict[int, set[int]]) -> set[int]:
    reached, left = set(start), list(start)
    while left:
        for target in edges.get(left.pop(), set()) - reached:
            reached.add(target)
            left.append(target)
    return reached


def check_texts(read: WrittenCase, romanian: dict[str, str]) -> list[Problem]:
    """Texts without English or whose Romanian has changed since, and right answers told by length."""
    return [*_translations(read, romanian), *_telling_lengths(read), *_variants(read), *_speakers(read)]


def _translations(read: WrittenCase, romanian: dict[str, str]) -> list[Problem]:
    document = read.overlay_document or read.document
    entries = read.overlay.texts if read.overlay else {}
    problems = []
    done = translated(read.overlay)
    missing = [path for path in romanian if path not in done]
    if missing:
        what = message("{number} texts have no English, first '{path}'", number=len(missing), path=missing[0])
        todo = message("translate them in text.en.yaml")
        problems.append(_at(read.document, tuple(missing[0].split(".")), what, todo))
    for path, entry in entries.items():
        place = ("texts", path)
        if path not in romanian:
            what = message("there is no Romanian text at '{path}'", path=path)
            problems.append(_at(document, place, what, message("remove the entry")))
        elif path in done and entry.of != digest(romanian[path]):
            what = message("the Romanian at '{path}' has changed since it was translated", path=path)
            todo = message("read the English again, put 'of: new' there, then run 'simulator case translate'")
            problems.append(_at(document, place, what, todo))
    return problems


def _telling_lengths(read: WrittenCase) -> list[Problem]:
    """A scene whose best option is by far the longest tells its answer."""
    problems = []
    for name, scene in read.case.scenes.items():
        options = scene.alternatives()
        if len(options) < 3:
            continue
        lengths = {key: len(option.text) for key, option in options.items()}
        longest = max(lengths, key=lambda key: lengths[key])
        others = mean(length for key, length in lengths.items() if key != longest)
        marks = options[longest].evidence.values()
        if lengths[longest] > LONGER * others and marks and min(marks) >= 75:
            what = message("the best option '{name}' is much longer than the others", name=longest)
            place = ("scenes", name, "options", longest)
            problems.append(_at(read.document, place, what, message("make the options similar in length")))
    return problems


def _variants(read: WrittenCase) -> list[Problem]:
    """Each value that chance can draw has words, for the debrief says which was played; nothing else has."""
    case, problems = read.case, []
    drawn = {(name, value) for name, values in case.chance.items() for value in values}
    worded = {(name, value) for name, values in case.variants.items() for value in values}
    for name, value in sorted(drawn - worded):
        what = message("the variant '{name}: {value}' has no words", name=name, value=value)
        todo = message("say it in a few words under 'variants'")
        problems.append(_at(read.document, ("chance", name, value), what, todo))
    for name, value in sorted(worded - drawn):
        what = message("'chance' has no variant '{name}: {value}'", name=name, value=value)
        problems.append(_at(read.document, ("variants", name, value), what, message("remove the entry")))
    return problems


def _speakers(read: WrittenCase) -> list[Problem]:
    """Where a scene says who speaks, there is one for each sentence that its text quotes."""
    problems = []
    for name, scene in read.case.scenes.items():
        quoted = sum(passage.spoken for passage in passages(scene.text))
        if scene.speaks and quoted != len(scene.speaks):
            numbers = {"quoted": quoted, "speakers": len(scene.speaks)}
            what = message("the text quotes {quoted} times, and {speakers} speak", **numbers)
            todo = message("name one for each quotation that stands by itself, 'nobody' where it is a letter")
            problems.append(_at(read.document, ("scenes", name, "speaks"), what, todo))
    return problems


def _at(document: YamlDocument, place: tuple[str | int, ...], what: Message, todo: Message) -> Problem:
    return problem_at(document.path, document.line(place), what, todo, ".".join(map(str, place)))
