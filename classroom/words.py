"""The words that cards are made of: short, common, easy to spell, and no two alike."""

from __future__ import annotations

from typing import Final

_TEXT: Final = """
acorn actor adult album alley amber anchor angel ankle apple april apron arrow artist aunt autumn
avocado baby backpack bacon badge bagel baker balcony ball balloon bamboo banana band barn basket bath
beach beak bean bear beard beaver bed bee beetle bell belt bench berry bicycle bird biscuit blanket
blossom blue board boat bone book boot bottle bowl box boy branch brave bread brick bridge broom brother
brown brush bubble bucket bunny bus bush butter button cabin cactus cake camel camera camp candle candy
canoe captain car carpet carrot castle cat cave cheese cherry chess chicken circle circus city clap clay
clever cliff clock cloud clown coach coat coconut comb compass cook cookie coral corn corner cotton cow
crab crayon cricket crown cube cup curtain cushion daisy dance day deer desert desk diamond dinner
doctor dog doll dolphin donkey door dragon drawer dream dress drum duck eagle ear earth east egg eight
elbow engine evening eye fairy family farm farmer father feather fence ferry field finger fire fish five
flag flame flute fog food foot forest fork four fox friday friend frog fruit game garden garlic gate
giant giraffe girl glass glove glue goat gold goose grandma grape grass green guitar hair hammer hamster
hand happy hat hawk hedge helmet hen hero hill hippo honey hook horn horse hotel hour house ice igloo
ink insect island jacket jaguar jam jar jeans jelly jet jewel joke judge juice jump jungle kangaroo
kettle key king kitchen kite kitten knee koala ladder lake lamb lamp lawn leaf leg lemon leopard letter
lettuce lift light lily lime lion lip lizard lobster lunch magic magnet mango map maple market mask
meadow melon metal milk mirror mitten monday monkey month moon moose morning mother motor mountain mouse
mouth mud muffin museum music nail neck needle nest net night nine north nose nurse nut oak oasis ocean
office olive onion orange orchid otter oven owl paddle page paint palace palm pan panda paper park
parrot party pasta path peach peanut pear pebble pen pencil penguin pepper piano picnic pig pillow pilot
pine pink pirate pizza planet plant plate plum pocket poem pond pony potato prince pumpkin puppet puppy
purple puzzle queen quick quiet quilt rabbit radio rain rainbow raven red ribbon rice river road robin
robot rock rocket roof room rope rose ruby ruler sail salad salt sand sandal scarf school seal seed
seven shadow shark sheep shelf shell ship shirt shoe silver singer sister six skate sky sled snail snow
soap sock sofa soup south spider spoon spring square squirrel stage stairs star station stone storm
story straw street string summer sun sunday swan sweater swing table tail tea teacher teddy ten tent
three thumb thunder tiger toast tomato tooth towel tower town toy tractor train tree truck trumpet tulip
tunnel turtle two umbrella uncle valley vase vegetable velvet village violet violin volcano wagon wall
walnut wave week west whale wheat wheel whistle white wind window wing winter wizard wolf wood wool yard
year yellow zebra zipper
"""

WORDS: Final = tuple(_TEXT.split())
