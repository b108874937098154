"""Drives a running LibreOffice over UNO; run by the system's own Python, which alone can.

Arguments: the port, then ``check`` or ``extend FILE``. ``check`` reads ``[[text, language, country], …]`` from standard
input. Both print what they found as JSON.
"""

import json
import sys
import time

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

CHECKER = "org.openoffice.lingu.LanguageToolGrammarChecker"
NODE = f"/org.openoffice.Office.Linguistic/ServiceManager/GrammarCheckers/{CHECKER}"


def connect(port):
    """Return the office's context as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + 90
    while True:
        try:
            return resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


def check(office):
    """Return the marks that the office's own checker would draw."""
    checker = office.ServiceManager.createInstanceWithContext(CHECKER, office)
    return [_check_one(checker, *given) for given in json.load(sys.stdin)]


def _check_one(checker, text, language, country):
    length = len(text.encode("utf-16-le")) // 2
    result = checker.doProofreading("1", text, Locale(language, country, ""), 0, length, ())
    return {
        "known": any((one.Language, one.Country) == (language, country) for one in checker.getLocales()),
        "marks": [
            {
                "start": one.nErrorStart,
                "length": one.nErrorLength,
                "message": one.aShortComment,
                "colour": {value.Name: value.Value for value in one.aProperties}.get("LineColor"),
                "suggestions": list(one.aSuggestions),
            }
            for one in result.aErrors
        ],
    }


class Consent(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Says yes to what the office asks while it installs."""

    def getInteractionHandler(self):  # noqa: N802 - UNO's own names
        return self

    def getProgressHandler(self):  # noqa: N802
        return None

    def handle(self, request):
        for choice in request.getContinuations():
            if choice.queryInterface(uno.getTypeByName("com.sun.star.task.XInteractionApprove")):
                choice.select()


def extend(office, url):
    """Install an extension and return the languages that the checker is then to be used for."""
    manager = office.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
    added = manager.addExtension(url, (), "user", None, Consent())
    provider = office.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", office
    )
    at = PropertyValue("nodepath", 0, NODE, 0)
    node = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (at,))
    return {"name": added.getDisplayName(), "locales": list(node.getByName("Locales"))}


if __name__ == "__main__":
    OFFICE = connect(sys.argv[1])
    FOUND = check(OFFICE) if sys.argv[2] == "check" else extend(OFFICE, sys.argv[3])
    json.dump(FOUND, sys.stdout)
