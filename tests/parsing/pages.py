"""Pages of each layout, made of our own sentences."""

BODY = (
    "Herders of the upper valley have agreed with the village council on the order in which they use the spring "
    "pastures. The first flocks move in the middle of April, the last ones two weeks later, and the bridge stays open "
    "for them at night. Each family pays the same fee, which goes into the repair of the road. "
)
TITLES = [
    "Herders Agree on an Order for the Spring Pastures",
    "A Bridge Stays Open at Night Until the Last Flock Has Crossed",
    "Why Does the Road to the Pass Need a New Wall?",
    "Village Council: One Fee for Each Family",
    "Opinion: Roads Are for Those Who Walk Them",
    "Valley Sells Its Wool Into the U.S.",
]
PAIRS = [("KGS/USD", "0.01144", "0%"), ("KZT/USD", "0.00197", "-0%"), ("TJS/USD", "0.09636", "-0.42%")]
PAIRS += [("UZS/USD", "0.00008", "0%"), ("TMT/USD", "0.28575", "0.1%")]
TICKER = "\n".join("  • {} = {} {}".format(*pair) for pair in PAIRS * 8)[2:]
HEADER = TICKER + "\n15 May 2025\n\nViewing results 1 - 6 of 12\n\n"


def body(number: int) -> str:
    return f"In year {number}, all went well. " + BODY * 2 + "That is all."


def listing(titles: list[str] = TITLES, header: str = HEADER) -> str:
    return header + "".join(f"{title}\n\n{body(number)}\n\n" for number, title in enumerate(titles))


def home(items: list[list[str]], header: str = TICKER + "\n15 May 2025\n\n") -> str:
    return header + "".join("".join(f"{line}\n\n" for line in item) + "Continue reading\n\n" for item in items)


def old_listing(titles: list[str] = TITLES, closer: str = "Register to read more ...") -> str:
    items = (
        f"{title}\n\n  • Written by TCA\n\nBISHKEK (TCA) — {body(number)}\n\n{closer.format(title)}\n\n"
        for number, title in enumerate(titles)
    )
    return "astropay bozdurma paysafe bozdurma astropay kart bozdurma paysafe kart bozdurma\n\n" + "".join(items)


def digest(stories: int = 3) -> str:
    story = "Valleys: Story number {}\n\nWhat happened in valley {}, told once more\n\nOct {} — “{}” READ MORE:\n\n"
    told = "".join(story.format(number, number, 10 + number % 20, body(number)) for number in range(stories))
    return f"BISHKEK (TCA) — The Publisher’s note: {body(0)}\n\n\n{told}"


def author(profile: list[str], titles: list[str] = TITLES) -> str:
    head = "".join(f"{line}\n\n" for line in ["Our People > Ann Bell", "Ann Bell's Avatar", *profile, "Articles"])
    return TICKER + "\n15 May 2025\n\n" + head + listing(titles, "")
