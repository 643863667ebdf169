# The image: one static program with the page in it, and an empty folder for its data. `make image` builds the
# program and then this; nothing is fetched on the way.
FROM scratch
COPY target/image/slipway /slipway
COPY --chown=65532:65532 target/image/data /data
# Nobody's number, and nobody's name: there is no list of users in here.
USER 65532:65532
# SQLite writes what it does not keep into the working folder, since there is no /tmp.
WORKDIR /data
VOLUME /data
ENV SLIPWAY_LISTEN=0.0.0.0:8080 SLIPWAY_DATA=/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 CMD ["/slipway", "health"]
ENTRYPOINT ["/slipway"]
CMD ["serve"]
