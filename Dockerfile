FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/liangzhu

COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt

COPY . .
# the keys are for these two commands only; the running container is given its own
RUN if [ -d locale ]; then pybabel compile --directory locale --domain django; fi \
 && SECRET_KEY=build LZ_AUDIT_KEY=build python manage.py collectstatic --no-input --verbosity 0 \
 && useradd --system --create-home liangzhu \
 && install -d -o liangzhu var var/files var/seals var/backups

USER liangzhu
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--no-control-socket"]
