"""Labels on a line, kept apart."""


def apart(wanted: list[float], halves: list[float], gap: float) -> list[float]:
    """Keep labels on a line apart, each as near to its place as the others let it.

    Parameters
    ----------
    wanted
        Where each middle would stand, in ascending order, on a line from 0 to 1.
    halves
        Half the height of each label.
    gap
        Least distance between two labels.

    Returns
    -------
    list of float
        Middles in the same order.

    Examples
    --------
    >>> [round(at, 2) for at in apart([0.5, 0.5, 0.9], [0.05, 0.05, 0.05], 0.0)]
    [0.45, 0.55, 0.9]
    """
    # Labels that touch form a block, which stands in the middle of what its labels want.
    blocks: list[list[int]] = []
    places: list[float] = []
    for label in range(len(wanted)):
        blocks.append([label])
        places.append(_start(blocks[-1], wanted, halves, gap))
        while len(blocks) > 1 and places[-2] + _height(blocks[-2], halves, gap) + gap > places[-1]:
            blocks[-2:] = [blocks[-2] + blocks[-1]]
            places[-2:] = [_start(blocks[-1], wanted, halves, gap)]
    middles = []
    for block, start in zip(blocks, places, strict=True):
        at = start
        for label in block:
            middles.append(at + halves[label])
            at += 2 * halves[label] + gap
    return middles


def _height(block: list[int], halves: list[float], gap: float) -> float:
    return sum(2 * halves[label] for label in block) + gap * (len(block) - 1)


def _start(block: list[int], wanted: list[float], halves: list[float], gap: float) -> float:
    """Where a block begins: as near to where its labels want to stand as the ends of the line allow."""
    offset, starts = 0.0, []
    for label in block:
        starts.append(wanted[label] - halves[label] - offset)
        offset += 2 * halves[label] + gap
    return min(max(sum(starts) / len(starts), 0.0), max(1.0 - _height(block, halves, gap), 0.0))
