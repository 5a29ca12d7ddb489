"""Who a paper is from: the förbund's name and address, whom to ask, and its logo. Plain values, filled in from the settings."""

from __future__ import annotations

from extractors.model import Frozen


class Sender(Frozen):
    """A förbund as the sender of papers; what is not known is an empty text, and is then left out of the paper.

    ``logo`` is the bytes of a PNG or JPEG picture. ``manager`` is the person who signs, ``title`` what she is.
    """

    forbund: str
    number: str = ""
    address: str = ""
    postal: str = ""
    web: str = ""
    manager: str = ""
    title: str = "förbundschef"
    email: str = ""
    phone: str = ""
    logo: bytes | None = None

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The lines of the letterhead under the name: street, postal address."""
        return tuple(line for line in (self.address, self.postal) if line)

    @property
    def foot(self) -> str:
        """What stands at the foot of a letter: address, telephone, e-mail, web and organisation number, those that are known."""
        number = f"org.nr {self.number}" if self.number else ""
        known = (self.forbund, self.address, self.postal, self.phone, self.email, self.web, number)
        return " · ".join(each for each in known if each)

    @property
    def whom_to_ask(self) -> str:
        """The person to turn to with how to reach her, for use in a sentence; the förbund's office where nobody is named."""
        ways = [f"telefon {self.phone}"] if self.phone else []
        ways += [f"e-post {self.email}"] if self.email else []
        person = f"{self.title} {self.manager}" if self.manager else "förbundets kansli"
        return f"{person}, {' eller '.join(ways)}" if ways else person
