"""What can go wrong with a keychain, in words for a person."""

from ssdesk.errors import QT_TRANSLATE_NOOP, SsdeskError


class KeychainError(SsdeskError):
    """The keychain could not do it."""


class KeychainLocked(KeychainError):
    """The secrets are there, but a person must unlock them first. Never a reason to start over."""


class NoSafeKeychain(KeychainError):
    """No keyring that encrypts is running. A new account takes a `PassphraseKeychain`; the keys of accounts made with
    a keyring are still in it, and come back with it."""


class WrongPassphrase(KeychainError):
    """The passphrase does not open the file. Never tried again by itself."""


class WeakPassphrase(KeychainError):
    """The new passphrase is no passphrase by the rules of `rules.passwords`."""


class KeychainDamaged(KeychainError):
    """What was stored cannot be read any more."""


def locked() -> KeychainLocked:
    return KeychainLocked(
        QT_TRANSLATE_NOOP("errors", "Your messages are locked."),
        QT_TRANSLATE_NOOP("errors", "Unlock the keyring of this computer to see them. Nothing is lost."),
        retry=True,
        code="keychain-locked",
    )


def passphrase_needed() -> KeychainLocked:
    return KeychainLocked(
        QT_TRANSLATE_NOOP("errors", "Your messages are locked."),
        QT_TRANSLATE_NOOP("errors", "Type your passphrase to see them. Nothing is lost."),
        retry=True,
        code="passphrase-needed",
    )


def no_safe_keychain() -> NoSafeKeychain:
    return NoSafeKeychain(
        QT_TRANSLATE_NOOP("errors", "This computer has no safe place for keys."),
        QT_TRANSLATE_NOOP("errors", "Choose a passphrase: ssdesk then locks your messages with it."),
        code="keychain-unsafe",
    )


def silent() -> KeychainError:
    return KeychainError(
        QT_TRANSLATE_NOOP("errors", "The keyring of this computer does not answer."),
        QT_TRANSLATE_NOOP("errors", "Nothing is lost. Try again, or sign out of this computer and in again."),
        retry=True,
        code="keychain-silent",
    )


def wrong_passphrase() -> WrongPassphrase:
    return WrongPassphrase(
        QT_TRANSLATE_NOOP("errors", "That is not the passphrase."),
        QT_TRANSLATE_NOOP("errors", "Mind capitals and spaces. Nothing is lost; you can try again."),
        code="passphrase-wrong",
    )


def weak_passphrase(length: int, words: int) -> WeakPassphrase:
    return WeakPassphrase(
        QT_TRANSLATE_NOOP("errors", "This passphrase is too easy to guess."),
        QT_TRANSLATE_NOOP(
            "errors",
            "Take at least {words} words with spaces, together {length} characters, and no well-known sentence.",
        ),
        code="passphrase-weak",
        length=length,
        words=words,
    )


def damaged() -> KeychainDamaged:
    return KeychainDamaged(
        QT_TRANSLATE_NOOP("errors", "The keys to your messages on this computer cannot be read."),
        QT_TRANSLATE_NOOP("errors", "Your messages are safe at the school. Sign in again to fetch them."),
        code="keychain-damaged",
    )


def already_there() -> KeychainError:
    return KeychainError(
        QT_TRANSLATE_NOOP("errors", "There is a passphrase on this computer already."),
        QT_TRANSLATE_NOOP("errors", "Type that one, or change it in the settings."),
        code="passphrase-exists",
    )
