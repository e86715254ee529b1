"""What the ground knows of numbers of residents; that room needs nothing else, so it is there at once."""

from geodata.privacy import MASK as MASK
from geodata.privacy import NO_NUMBER_IN_TEXT as NO_NUMBER_IN_TEXT
from geodata.privacy import looks_like_resident_number as looks_like_resident_number
from geodata.privacy import masked as masked
