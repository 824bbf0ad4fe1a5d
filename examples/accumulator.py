"""An accumulator that never forgets."""

from collections import defaultdict


def group(words, by_length=defaultdict(list)):
    for word in words:
        by_length[len(word)].append(word)
    return by_length


if __name__ == "__main__":
    group(["tea", "milk"])
    print(dict(group(["salt"])))  # "tea" and "milk" are still there
