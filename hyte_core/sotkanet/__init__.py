"""Sotkanet: THL's bank of statistics and indicators, its service and its files."""

from hyte_core.sotkanet.client import Batch, Fetched, SotkanetClient
from hyte_core.sotkanet.compare import Comparison, Incoming, compare
from hyte_core.sotkanet.metadata import Listed, Metadata, citation, search
from hyte_core.sotkanet.problems import SotkanetError
from hyte_core.sotkanet.refresh import RefreshPlan, compare_file, plan_refresh
from hyte_core.sotkanet.values import is_sotkanet, read_sotkanet, read_sotkanet_csv, read_sotkanet_json

__all__ = [
    "Batch",
    "Comparison",
    "Fetched",
    "Incoming",
    "Listed",
    "Metadata",
    "RefreshPlan",
    "SotkanetClient",
    "SotkanetError",
    "citation",
    "compare",
    "compare_file",
    "is_sotkanet",
    "plan_refresh",
    "read_sotkanet",
    "read_sotkanet_csv",
    "read_sotkanet_json",
    "search",
]
