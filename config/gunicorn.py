"""Gunicorn's settings, for the demo and for an installation: gunicorn -c config/gunicorn.py"""

import logging

wsgi_app = "config.wsgi"
worker_class = "gthread"
workers = 2
threads = 4
graceful_timeout = 5
loglevel = "warning"
# It would write into the home directory of whoever starts the server, one file for all servers.
control_socket_disable = True

# Django leaves it to the server to drop the body of an answer to HEAD; gunicorn warns of each one.
logging.getLogger("gunicorn.http.wsgi").setLevel(logging.ERROR)
