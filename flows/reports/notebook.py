"""The released file -> an app to look around in: SQL cells, filters, charts. `steppe explore` opens it.

A marimo notebook: it reads the warehouse of STEPPE_WAREHOUSE, read only, and runs as a plain script too.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Steppe", html_head_file="templates/notebook_head.html", sql_output="polars")

with app.setup:
    import altair as alt
    import marimo as mo
    import polars as pl

    from flows.errors import InputError
    from flows.reports import explore

    INK, ACCENT = "#14565e", "#2b7a82"
    # No menu that opens a chart in an editor elsewhere.
    QUIET = {"embedOptions": {"actions": False}}


@app.cell(hide_code=True)
def _():
    release = explore.release()
    _captures, _articles, _last = release.answer("""
        SELECT
            (SELECT COUNT(*) FROM main.captures),
            (SELECT COUNT(*) FROM main.articles),
            (SELECT last_captured_on FROM report.freshness(CURRENT_DATE))
    """).row(0)
    mo.md(f"""
    # Steppe

    Release `{release.name}`, read only: {_captures:,} captures, {_articles:,} articles, the last captured on {_last}.
    Open the page again for a newer release.
    """)
    return (release,)


@app.cell(hide_code=True)
def _(release):
    codes = release.answer("SELECT base_currency FROM report.rates_latest ORDER BY base_currency").to_series().to_list()
    currency = mo.ui.dropdown(codes, value=codes[0] if codes else None, label="Currency")
    mo.vstack([mo.md("## Rates"), currency])
    return (currency,)


@app.cell(hide_code=True)
def _(currency, release):
    of_currency = explore.told(release.connection, currency=currency.value)
    return (of_currency,)


@app.cell
def _(of_currency):
    rates = mo.sql(
        """
        SELECT
            date,
            quote_currency,
            rate::DOUBLE AS rate,
            rate_low::DOUBLE AS rate_low,
            rate_high::DOUBLE AS rate_high,
            is_carried,
            observed_on,
            observation_count
        FROM report.rates_daily
        WHERE base_currency = GETVARIABLE('currency')
        ORDER BY date
        LIMIT 5000
        """,
        output=False,
        engine=of_currency,
    )
    return (rates,)


@app.cell(hide_code=True)
def _(currency, rates):
    mo.stop(rates.is_empty(), mo.md("*No rate yet.*"))
    printed_rates = rates.filter(pl.col("observation_count") > 0).drop("is_carried", "observed_on")
    by_day = alt.Chart(rates).encode(alt.X("date:T", title=None))
    scale = alt.Scale(zero=False)
    band = by_day.mark_area(interpolate="step-after", opacity=0.25, color=ACCENT).encode(
        alt.Y("rate_low:Q", scale=scale, title=f"USD for one {currency.value}"), alt.Y2("rate_high:Q")
    )
    printed = (
        by_day.mark_point(filled=True, size=36, color=INK)
        .encode(
            alt.Y("rate:Q", scale=scale),
            tooltip=["date:T", "rate:Q", "rate_low:Q", "rate_high:Q", "observation_count:Q"],
        )
        .transform_filter("datum.observation_count > 0")
    )
    mo.vstack(
        [
            (band + printed).properties(width="container", height=260, usermeta=QUIET),
            mo.md("A point is a day that printed the rate; the band is its precision, carried for 14 days at most."),
            mo.ui.table(printed_rates.reverse(), selection=None, page_size=8, show_column_summaries=False),
        ]
    )
    return


@app.cell(hide_code=True)
def _(release):
    types = release.answer("SELECT DISTINCT entity_type FROM report.entity_ranking ORDER BY ALL").to_series().to_list()
    kind = mo.ui.dropdown(types, value="COUNTRY" if "COUNTRY" in types else None, label="Type")
    most = mo.ui.slider(5, 40, value=15, label="Names", show_value=True)
    mo.vstack([mo.md("## Names"), mo.hstack([kind, most], justify="start", gap=2)])
    return kind, most


@app.cell(hide_code=True)
def _(kind, most, release):
    of_names = explore.told(release.connection, kind=kind.value, most=most.value)
    return (of_names,)


@app.cell
def _(of_names):
    names = mo.sql(
        """
        SELECT canonical_name, article_count, total_article_count, share_pct, mention_count, undated_count
        FROM report.entity_ranking
        WHERE entity_type = GETVARIABLE('kind')
        ORDER BY article_count DESC, mention_count DESC, canonical_name
        LIMIT GETVARIABLE('most')
        """,
        output=False,
        engine=of_names,
    )
    return (names,)


@app.cell(hide_code=True)
def _(names):
    mo.stop(names.is_empty(), mo.md("*No name yet.*"))
    bars = (
        alt.Chart(names)
        .mark_bar(color=ACCENT)
        .encode(
            alt.X("article_count:Q", title=f"articles, of {names['total_article_count'][0]:,}"),
            alt.Y("canonical_name:N", sort=None, title=None),
            tooltip=["canonical_name:N", "article_count:Q", "total_article_count:Q", "mention_count:Q"],
        )
    )
    mo.vstack(
        [
            bars.properties(width="container", usermeta=QUIET),
            mo.ui.table(names, selection=None, page_size=8, show_column_summaries=False),
        ]
    )
    return


@app.cell(hide_code=True)
def _():
    words = mo.ui.text(placeholder="a word of a headline", label="Headline holds", full_width=True)
    mo.vstack([mo.md("## Articles"), words])
    return (words,)


@app.cell(hide_code=True)
def _(release, words):
    of_words = explore.told(release.connection, words=words.value)
    return (of_words,)


@app.cell
def _(of_words):
    articles = mo.sql(
        """
        SELECT headline, first_captured_on, last_captured_on, appearance_count, edition_count, word_count, article_id
        FROM report.articles_latest
        WHERE CONTAINS(LOWER(headline), LOWER(GETVARIABLE('words')))
        ORDER BY last_captured_on DESC NULLS LAST, headline
        LIMIT 200
        """,
        output=False,
        engine=of_words,
    )
    return (articles,)


@app.cell(hide_code=True)
def _(articles):
    mo.ui.table(articles, selection=None, page_size=8, show_column_summaries=False)
    return


@app.cell(hide_code=True)
def _():
    question = mo.ui.code_editor("FROM report.cross_rates\nLIMIT 20", language="sql", min_height=80).form(
        submit_button_label="Ask"
    )
    mo.vstack(
        [
            mo.md(
                "## Your own question\n\nOne statement that reads, as `steppe sql` takes it; DICTIONARY.md has names."
            ),
            question,
        ]
    )
    return (question,)


@app.cell(hide_code=True)
def _(question, release):
    mo.stop(question.value is None)
    try:
        answer: mo.Html = mo.ui.table(release.answer(question.value), selection=None)
    except InputError as error:
        answer = mo.callout(mo.plain_text(str(error)), kind="danger")
    mo.vstack([answer])
    return


if __name__ == "__main__":
    app.run()
