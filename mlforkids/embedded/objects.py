from __future__ import annotations

import json
import secrets
import sysconfig
import urllib.request
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import gettempdir

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from mlforkids.embedded.server import Server, free_port

BUCKET = "media"


@dataclass
class ObjectStore(Server):
    """SeaweedFS with its S3 door only: no telemetry, no unauthenticated HTTP, nothing but 127.0.0.1."""

    def __post_init__(self) -> None:
        super().__post_init__()
        roles = ("master", "volume", "filer", "s3", "admin")
        self.ports = {role: (free_port(), free_port()) for role in roles}
        self.port = self.ports["s3"][0]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        keys = self._keys()
        off = (
            "-disableHttp=true",
            "-admin.ui=false",
            "-webdav=false",
            "-s3.iam=false",
            "-master.telemetry=false",
        )
        ports = [
            option
            for role, (http, grpc) in self.ports.items()
            for option in (f"-{role}.port={http}", f"-{role}.port.grpc={grpc}")
        ]
        self.spawn(
            [
                *(Path(sysconfig.get_path("scripts")) / "weed", "-logtostderr=true", "mini"),
                *(f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-s3.config={keys}"),
                *("-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false"),
                *("-master.volumeSizeLimitMB=128", *off, *ports),
            ],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), **_seaweed_internal_keys()},
        )

    def tidy(self) -> None:
        for port in chain.from_iterable(self.ports.values()):
            for socket_file in Path(gettempdir()).glob(f"seaweedfs-*-{port}.sock"):
                socket_file.unlink(missing_ok=True)

    def _keys(self) -> Path:
        path = self.folder / "s3.json"
        if not path.exists():
            credentials = {"accessKey": secrets.token_hex(10), "secretKey": secrets.token_hex(24)}
            identity = {
                "name": "app",
                "credentials": [credentials],
                "actions": ["Admin", "Read", "Write", "List", "Tagging"],
            }
            path.touch(mode=0o600)
            path.write_text(json.dumps({"identities": [identity]}))
        credentials = json.loads(path.read_text())["identities"][0]["credentials"][0]
        self.access_key, self.secret_key = credentials["accessKey"], credentials["secretKey"]
        return path

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as answer:
                return bool(answer.status == 200) and self._has_bucket()
        except OSError:
            return False

    def _has_bucket(self) -> bool:
        client = boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name="us-east-1",
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}),
        )
        try:
            client.create_bucket(Bucket=BUCKET)
        except ClientError as problem:
            return problem.response["Error"]["Code"] in ("BucketAlreadyExists", "BucketAlreadyOwnedByYou")
        except BotoCoreError:
            return False
        return True

    @property
    def environment(self) -> dict[str, str]:
        return {
            "S3_ENDPOINT": self.url,
            "S3_BUCKET": BUCKET,
            "S3_ACCESS_KEY": self.access_key,
            "S3_SECRET_KEY": self.secret_key,
        }


def _seaweed_internal_keys() -> dict[str, str]:
    names = ("SIGNING_KEY", "SIGNING_READ_KEY", "FILER_SIGNING_KEY", "FILER_SIGNING_READ_KEY")
    return {f"WEED_JWT_{name}": secrets.token_hex(32) for name in names}
