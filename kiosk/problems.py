"""Why a command of wallet-kiosk stopped, in one plain sentence."""

PROBLEMS: dict[str, dict[str, str]] = {
    "administrator": {
        "nl": "Dit kan alleen de beheerder: zet sudo voor het bevel.",
        "fr": "Seul l’administrateur peut faire cela : mettez sudo devant la commande.",
        "en": "Only the administrator can do this: put sudo before the command.",
    },
    "user": {
        "nl": "De pc is nog niet klaargezet: voer eerst wallet-kiosk install uit.",
        "fr": "Ce PC n’est pas encore mis en place : lancez d’abord wallet-kiosk install.",
        "en": "This PC is not set up yet: run wallet-kiosk install first.",
    },
    "address": {
        "nl": "{origin} is geen adres van een map: het ziet eruit als https://map.voorbeeld.be.",
        "fr": "{origin} n’est pas l’adresse d’un porte-documents : elle ressemble à https://porte.exemple.be.",
        "en": "{origin} is no address of a wallet: it looks like https://wallet.example.",
    },
    "digits": {
        "nl": "De code heeft tien cijfers.",
        "fr": "Le code a dix chiffres.",
        "en": "The code has ten digits.",
    },
    "code": {
        "nl": "Deze code is fout, gebruikt of ouder dan tien minuten: vraag een nieuwe op de pagina voor gastheren.",
        "fr": "Ce code est faux, déjà utilisé ou vieux de plus de dix minutes : demandez-en un autre sur la page des hôtes.",
        "en": "This code is wrong, used or older than ten minutes: ask for another one on the page for hosts.",
    },
    "slow": {
        "nl": "Er waren te veel pogingen: wacht een minuut en probeer opnieuw.",
        "fr": "Il y a eu trop d’essais : attendez une minute et réessayez.",
        "en": "There were too many tries: wait a minute and try again.",
    },
    "reach": {
        "nl": "De map is niet bereikbaar op {origin}: kijk de kabel en het adres na.",
        "fr": "Le porte-documents n’est pas joignable sur {origin} : vérifiez le câble et l’adresse.",
        "en": "The wallet cannot be reached at {origin}: look at the cable and the address.",
    },
    "certificate": {
        "nl": "De lijn naar {origin} is niet veilig (certificaat): kijk de datum van de pc na, en of het netwerk eerst een aanmelding wil.",
        "fr": "La ligne vers {origin} n’est pas sûre (certificat) : vérifiez la date du PC, et si le réseau veut d’abord une connexion.",
        "en": "The line to {origin} is not safe (certificate): look at the PC’s date, and whether the network wants a sign-in first.",
    },
    "server": {
        "nl": "De map heeft zelf een storing ({status}): probeer het later opnieuw.",
        "fr": "Le porte-documents a lui-même une panne ({status}) : réessayez plus tard.",
        "en": "The wallet itself has a fault ({status}): try again later.",
    },
    "answer": {
        "nl": "Wat op {origin} antwoordt, is geen map: kijk het adres na, en of het netwerk eerst een aanmelding wil.",
        "fr": "Ce qui répond sur {origin} n’est pas un porte-documents : vérifiez l’adresse, et si le réseau veut d’abord une connexion.",
        "en": "What answers at {origin} is no wallet: look at the address, and whether the network wants a sign-in first.",
    },
    "apt": {
        "nl": "Debian kon niet alle programma's plaatsen (apt-get, {status}); hierboven staat waarom. Kijk het netwerk na en voer het bevel opnieuw uit.",
        "fr": "Debian n’a pas pu installer tous les programmes (apt-get, {status}) ; la raison est ci-dessus. Vérifiez le réseau et relancez la commande.",
        "en": "Debian could not install all programs (apt-get, {status}); why stands above. Look at the network and run the command again.",
    },
    "command": {
        "nl": "Dit is mislukt ({status}): {command}. Hierboven staat waarom.",
        "fr": "Ceci a échoué ({status}) : {command}. La raison est ci-dessus.",
        "en": "This failed ({status}): {command}. Why stands above.",
    },
}


class Problem(Exception):
    """What stops a command: the name of a sentence, and what stands in it."""

    def __init__(self, name: str, **values: str) -> None:
        super().__init__(PROBLEMS[name]["en"].format(**values))
        self.name, self.values = name, values

    def told(self, lang: str) -> str:
        """The sentence, in nl, fr or en."""
        return PROBLEMS[self.name][lang].format(**self.values)
