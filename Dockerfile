# Steppe and Prefect in one image: worker, server and whoever deploys. Compilers and pip stay in the first stage.
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
RUN pip install --no-cache-dir "uv>=0.9,<1"
COPY pyproject.toml uv.lock README.md LICENSE ./
# The versions that the tests ran with, each held to its hash.
RUN uv export --frozen --no-dev --no-emit-project --quiet --output-file /requirements.txt \
    && pip wheel --no-cache-dir --no-deps --wheel-dir /wheels --requirement /requirements.txt
COPY flows flows
COPY seeds seeds
COPY sql sql
COPY expectations expectations
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
    && python -m venv --without-pip /opt/steppe \
    && pip --python /opt/steppe/bin/python install --no-cache-dir --no-index --no-deps /wheels/*.whl

FROM python:3.12-slim-bookworm
RUN useradd --uid 10001 --create-home steppe && install -d -o steppe -g steppe /data /data/seeds/dumps
COPY --from=build /opt/steppe /opt/steppe
COPY prefect.yaml /opt/steppe/prefect.yaml
ENV PATH=/opt/steppe/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PREFECT_HOME=/tmp/prefect \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    PREFECT_SERVER_UI_V2_ENABLED=false \
    DO_NOT_TRACK=1
USER 10001
WORKDIR /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/health', timeout=5)"]
CMD ["prefect", "worker", "start", "--pool", "steppe", "--type", "process", "--with-healthcheck"]
