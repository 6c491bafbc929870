"""Types of the arrays that methods take and give."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
"""Numbers; missing ones are NaN."""
Flags: TypeAlias = NDArray[np.bool_]
