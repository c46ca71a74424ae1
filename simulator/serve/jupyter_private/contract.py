"""What we rely on and nobody has promised: names inside Jupyter, Voila and tornado, with parameters."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from simulator.errors import Message, SimulatorError, message

CONNECTIONS = "jupyter_server.services.kernels.connection"
CLIENT = "jupyter_client.asynchronous.client"
PROVISIONER = "jupyter_client.provisioning.local_provisioner"
HANDLERS = "jupyter_server.base.handlers"
TORNADO = "tornado.websocket"
SOCKETS = "jupyter_server.services.kernels.websocket"
MANAGERS = "jupyter_server.services.kernels.kernelmanager"


class JupyterChanged(SimulatorError):
    """The installed Jupyter is not built as this server relies on; `reason` and `todo` tell a person."""

    def __init__(self, changes: list[str]) -> None:
        super().__init__("; ".join(changes))
        self.reason: Message = message("the installed Jupyter does not fit ({what})", what="; ".join(changes))
        self.todo: Message = message(
            "install the versions that were tried: pip install -e . -c constraints.txt"
        )


@dataclass(frozen=True, slots=True)
class PrivateName:
    """A name inside a module; `parameters` are those it is called with, None for what is no function.

    `own`: it is the class's own, and would otherwise be hidden by another of that name further up.
    """

    module: str
    name: str
    parameters: tuple[str, ...] | None = None
    own: bool = False

    def change(self) -> str | None:
        """What is not as we rely on; None if all is."""
        try:
            value: Any = importlib.import_module(self.module)
            for part in self.name.split("."):
                value = vars(value)[part] if self.own else getattr(value, part)
        except (ImportError, AttributeError, KeyError):
            return f"{self.module}: {self.name} is gone"
        if self.parameters is None:
            return None
        try:
            actual = tuple(inspect.signature(value).parameters)
        except (TypeError, ValueError):
            return f"{self.module}: {self.name} is no function any more"
        if actual != self.parameters:
            wanted = ", ".join(self.parameters)
            return f"{self.module}: {self.name}({wanted}) is now ({', '.join(actual)})"
        return None


# Without these a browser's messages would not pass our filter on their way: the server does not start.
FILTER = (
    PrivateName(TORNADO, "WebSocketHandler.on_message", ("self", "message"), own=True),
    PrivateName(
        "tornado.websocket", "WebSocketHandler.write_message", ("self", "message", "binary"), own=True
    ),
    PrivateName(TORNADO, "WebSocketHandler.selected_subprotocol"),
    PrivateName(SOCKETS, "KernelWebsocketHandler.on_message", ("self", "ws_message"), own=True),
    PrivateName(
        f"{CONNECTIONS}.channels",
        "ZMQChannelsWebsocketConnection.handle_incoming_message",
        ("self", "incoming_msg"),
        own=True,
    ),
    PrivateName(
        f"{CONNECTIONS}.channels",
        "ZMQChannelsWebsocketConnection.handle_outgoing_message",
        ("self", "stream", "outgoing_msg"),
        own=True,
    ),
    PrivateName(f"{CONNECTIONS}.base", "deserialize_msg_from_ws_v1", ("ws_msg",)),
)
SERVER = (
    PrivateName("voila.app", "Voila.init_settings", ("self",)),
    PrivateName("voila.app", "Voila.init_handlers", ("self",)),
    PrivateName("voila.app", "Voila.setup_template_dirs", ("self",)),
    PrivateName("voila.app", "Voila.start", ("self",)),
    PrivateName("voila.app", "Voila.listen", ("self",)),
    PrivateName("voila.app", "Voila.initialize", ("self", "argv")),
    PrivateName("voila.configuration", "VoilaConfiguration.multi_kernel_manager_class"),
    PrivateName(
        "voila.paths", "collect_template_paths", ("app_names", "template_name", "prune", "root_dirs")
    ),
    PrivateName("voila.notebook_renderer", "NotebookRenderer.__init__", ("self", "kwargs")),
    PrivateName("voila.notebook_renderer", "NotebookRenderer.initialize", ("self", "kwargs")),
    PrivateName(
        "voila.exporter",
        "VoilaExporter.generate_from_notebook_node",
        ("self", "nb", "resources", "extra_context", "page_config", "kw"),
    ),
    PrivateName("jupyter_server.auth.identity", "IdentityProvider.auth_enabled"),
    PrivateName("jupyter_server.auth.identity", "IdentityProvider.get_user", ("self", "handler")),
    PrivateName("jupyter_server.auth.identity", "IdentityProvider.get_handlers", ("self",)),
    PrivateName(
        "jupyter_server.auth.authorizer",
        "Authorizer.is_authorized",
        ("self", "handler", "user", "action", "resource"),
    ),
    PrivateName(HANDLERS, "JupyterHandler.check_origin", ("self", "origin_to_satisfy_tornado")),
    PrivateName(HANDLERS, "JupyterHandler.prepare", ("self", "_redirect_to_login")),
    PrivateName("jupyter_server.base.websocket", "WS_PING_INTERVAL"),
    PrivateName("voila.app", "LargeFileManager.log"),
    PrivateName(SOCKETS, "KernelWebsocketHandler.get", ("self", "kernel_id")),
    PrivateName(SOCKETS, "KernelWebsocketHandler.open", ("self", "kernel_id")),
    PrivateName(SOCKETS, "KernelWebsocketHandler.on_close", ("self",)),
    PrivateName("jupyter_client.session", "Session.feed_identities", ("self", "msg_list", "copy")),
)
KERNELS = (
    PrivateName(MANAGERS, "AsyncMappingKernelManager.start_kernel", ("self", "kernel_id", "path", "kwargs")),
    PrivateName(
        MANAGERS,
        "AsyncMappingKernelManager.start_buffering",
        ("self", "kernel_id", "session_key", "channels"),
    ),
    PrivateName(MANAGERS, "AsyncMappingKernelManager.remove_kernel", ("self", "kernel_id")),
    PrivateName(MANAGERS, "AsyncMappingKernelManager.cull_kernel_if_idle", ("self", "kernel_id")),
    PrivateName(MANAGERS, "AsyncMappingKernelManager._culler_callback"),
    PrivateName(MANAGERS, "AsyncMappingKernelManager._kernel_buffers"),
    PrivateName(MANAGERS, "AsyncMappingKernelManager._kernels"),
    PrivateName(MANAGERS, "AsyncMappingKernelManager._pending_kernels"),
    PrivateName(MANAGERS, "AsyncMappingKernelManager._created_context"),
    PrivateName(MANAGERS, "AsyncMappingKernelManager.context"),
    PrivateName(
        MANAGERS, "ServerKernelManager._async_pre_start_kernel", ("self", "transport_encryption", "kw")
    ),
    PrivateName(MANAGERS, "ServerKernelManager.last_activity"),
    PrivateName(MANAGERS, "ServerKernelManager.update_env", ("self", "env")),
    PrivateName(
        PROVISIONER,
        "LocalProvisioner.launch_kernel",
        ("self", "cmd", "kwargs"),
    ),
    PrivateName(PROVISIONER, "LocalProvisioner.process"),
    PrivateName(PROVISIONER, "LocalProvisioner.pid"),
    PrivateName(PROVISIONER, "LocalProvisioner.pgid"),
    PrivateName(PROVISIONER, "LocalProvisioner.connection_info"),
    PrivateName(CLIENT, "AsyncKernelClient._handle_kernel_info_reply", ("self", "msg")),
    PrivateName(CLIENT, "AsyncKernelClient.wait_for_ready"),
    PrivateName(CLIENT, "AsyncKernelClient.start_channels"),
)
KERNEL_PROCESS = (
    PrivateName("ipykernel.kernelapp", "IPKernelApp.init_poller", ("self",)),
    PrivateName("ipykernel.kernelapp", "IPKernelApp.init_control", ("self", "context")),
    PrivateName("ipykernel.kernelapp", "IPKernelApp.init_pdb", ("self",)),
    PrivateName("ipykernel.kernelapp", "IPKernelApp.log_connection_info", ("self",)),
    PrivateName("ipykernel.kernelapp", "IPKernelApp.shell_channel_thread"),
    PrivateName("ipywidgets", "register_comm_target"),
    PrivateName("ipywidgets", "Widget.close_all"),
)
LABORATORIES = (
    PrivateName("voila.execute", "VoilaExecutor.process_message", ("self", "msg", "cell", "cell_index")),
    PrivateName(
        "voila.execute",
        "VoilaExecutor.execute_cell",
        ("self", "cell", "resources", "cell_index", "store_history"),
        own=True,
    ),
    PrivateName("voila.execute", "VoilaExecutor.strip_code_cell_errors", ("self", "cell"), own=True),
    PrivateName("voila.execute", "VoilaExecutor.show_code_cell_timeout", ("self", "cell"), own=True),
    PrivateName("voila.notebook_renderer", "NotebookRenderer.load_notebook", ("self", "path"), own=True),
    PrivateName(
        "voila.notebook_renderer",
        "NotebookRenderer._jinja_kernel_start",
        ("self", "nb", "kernel_id", "kernel_future"),
        own=True,
    ),
    PrivateName(
        "voila.notebook_renderer",
        "NotebookRenderer.generate_content_generator",
        ("self", "kernel_id", "kernel_future"),
    ),
    PrivateName("voila.utils", "get_page_config", ("base_url", "settings", "log", "voila_configuration")),
    PrivateName("voila.utils", "get_voila_labextensions_path", ("extra_paths",)),
    PrivateName("voila.paths", "collect_static_paths", ("app_names", "template_name", "prune", "root_dirs")),
    PrivateName("nbclient.exceptions", "DeadKernelError"),
)
LAB = (
    PrivateName("jupyterlab.labapp", "LabApp.initialize_server"),
    PrivateName("jupyterlab.handlers.announcements", "NeverCheckForUpdate"),
)
EVERYTHING = (*FILTER, *SERVER, *KERNELS, *KERNEL_PROCESS, *LABORATORIES, *LAB)


def changes(names: Iterable[PrivateName]) -> list[str]:
    """What is not as we rely on, a sentence for each name."""
    return [change for name in names if (change := name.change())]


def require_filter() -> None:
    """Raises `JupyterChanged` if a browser's messages could reach a kernel past our filter."""
    if broken := changes(FILTER):
        raise JupyterChanged(broken)
