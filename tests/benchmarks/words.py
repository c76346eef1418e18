"""Parts of made-up news prose: written for the benchmark, taken from no page."""

OPENERS = (
    "Earlier this week,", "On Monday,", "In a separate note,", "Late on Thursday,", "At a briefing,", "Meanwhile,",
    "During the visit,", "In the second quarter,", "Speaking to reporters,", "As in previous years,",
    "Despite the cold,",
    "After two rounds of talks,", "For the first time since 2019,", "By the end of the month,", "On paper,",
    "In the mountain districts,", "Along the border,", "According to the draft,", "At the same time,", "Still,",
    "In practice,", "Over the past decade,", "On the sidelines of the meeting,", "Before the harvest,",
)  # fmt: skip
SUBJECTS = (
    "the new dry port", "a pilot scheme for farmers", "the second line of the tunnel", "the grain export quota",
    "the draft budget", "a network of rural clinics", "the joint working group", "the regional power pool",
    "a tender for rolling stock", "the water-sharing schedule", "the customs terminal", "a loan for small workshops",
    "the upgraded highway", "the visa waiver", "a training centre for welders", "the solar park", "the state railway",
    "the refinery's main unit", "a fund for young engineers", "the amended tax code", "the winter heating season",
    "an online land register", "the cotton cluster", "the fibre-optic link", "the pension reform", "the reservoir",
    "a museum of felt and silk", "the film festival", "the gas swap", "a wind farm near the lake", "the gold mill",
    "the airport's cargo wing", "the wholesale market", "a seed bank", "the language course", "the migration accord",
)  # fmt: skip
PREDICATES = (
    "would cut delivery times by about a third", "is expected to reach full capacity next spring",
    "has drawn more bids than planned", "will be paid for by three lenders in equal parts",
    "could lower prices for households in the south", "was delayed again by a shortage of cement",
    "now covers eleven districts and two towns", "needs a second reading before it can take effect",
    "may bring up to four hundred jobs to the valley", "has already saved a fifth of the usual fuel",
    "must pass an environmental review first", "is still short of trained technicians",
    "should be handed over to the operator in autumn", "had been promised to residents for eight years",
    "depends on rainfall in the upper basin", "will open to private carriers in stages",
    "remains the largest order of its kind in the region", "was drawn up with advice from outside auditors",
    "is meant to keep skilled workers at home", "has split opinion among local councils",
    "would replace a bridge that was built in the sixties", "runs through land that nobody has surveyed",
    "looks cheaper on paper than it is on the ground", "was copied from a model tried two years ago",
    "will be reviewed once the first figures are in", "can be stopped by either side at short notice",
    "has not been tested in a dry year", "gives smaller firms a first chance to compete",
    "is to be run by a board of seven members", "went ahead although one partner stayed away",
)  # fmt: skip
TAILS = (
    "", "", "", "", "", "", "", ", officials say", " (KZT)", ", up 4.2% on the year", ", or about $1.3 billion",
    " at a rate of 1.1 KGS a unit", " by March 3, 2026", ", as of 15 May 2025", " [1]", " [it appears]", " (TCA)",
    " – a first for the region", " — and not for the last time", ", down 0.42%", ", the ledger shows", " in all",
    ", with more to follow", " despite a late frost", ", by one count", " until further notice", ", in other words",
)  # fmt: skip
SAID = (
    "said", "noted", "told lawmakers", "wrote in a column", "argued", "confirmed", "warned", "added", "explained",
    "conceded", "reported", "announced",
)  # fmt: skip
ACTIONS = (
    "signed a memorandum on", "asked for a review of", "set aside money for", "lost patience with", "took stock of",
    "sent a mission to look at", "renewed its support for", "published figures on", "held a hearing about",
    "put off a decision on", "offered to share the cost of", "named a contractor for", "raised doubts about",
)  # fmt: skip
SUBHEADS = (
    "What the numbers say", "A slow start", "Who pays the bill", "Lessons from the north", "Beyond the capital",
    "The view from the valley", "An old quarrel returns", "Next steps", "Water before power", "Small firms, big plans",
    "Between two markets", "The long road south",
)  # fmt: skip
TITLE_PATTERNS = (
    "{country} and {country2} Agree on {topic} After {count} Rounds of Talks",
    "{country}’s {topic} Draws {count} Bidders",
    "{person}: Why {topic} Still Matters in {country}",
    "{org} Backs {topic} in {country} with ${count} Million",
    "Can {country} Afford {topic} for Another {count} Years?",
    "{country} Puts {topic} Off Until 20{count}",
    "{topic} in {country}: {count} Questions and No Answers",
    "Opinion: {country} Should Not Rush {topic} (part {digit})",
    "“Nobody Asked Us”: {count} Villages in {country} and {topic}",
    "{org} Counts {count} Gaps in {topic}… Again",
    "{country} Sends {count} Trucks of {topic} to the U.S.",
    "{person} Visits {country} to Discuss {topic} and {count} Other Matters",
)  # fmt: skip
TOPICS = (
    "a Dry Port", "the Grain Quota", "Rural Clinics", "the Power Pool", "New Rolling Stock", "Shared Water",
    "Customs Reform", "Small Loans", "the Ring Road", "Visa Rules", "Solar Parks", "the Land Register",
    "Cotton Clusters",
    "Fibre Links", "the Pension Age", "Felt and Silk", "Gas Swaps", "Wind Power", "Gold Milling", "Cargo Flights",
    "Seed Banks", "Language Courses", "the Migration Accord", "Glacier Surveys", "Bread Prices", "School Meals",
)  # fmt: skip
CITIES = ("ASTANA", "ALMATY, Kazakhstan", "BISHKEK", "OSH, Kyrgyzstan", "TASHKENT", "DUSHANBE", "ASHGABAT", "LONDON")
AUTHORS = ("Nadia Fairweather", "Oskar Lindqvist-Bae", "Timur Hollins", "Perpetua Marsh", "Ilse van der Aa")
JOBS = ("Senior Correspondent", "Editor at Large", "Staff Writer on Energy and Water")
BIO = "{name} has covered roads, rivers and markets for many years and writes for several papers. Contact the desk."
