"""Write a module of the Synapse subnet: subclass Module, say what it serves, yield text, and serve() it.

The interface is described in subnet-api's module-interface.json; this package speaks version 1.0 of it.
"""

from .interface import INTERFACE_VERSION, Message, Model, Module, ModuleFault, Request, Usage
from .server import ModuleServer, main, serve

__all__ = [
    "INTERFACE_VERSION",
    "Message",
    "Model",
    "Module",
    "ModuleFault",
    "ModuleServer",
    "Request",
    "Usage",
    "main",
    "serve",
]
