"""What this program says itself: to visitors in four languages, to whoever sets a PC up in three."""

CLOSING = (
    "Deze ruimte sluit over {minutes} minuten. Rond af en tik op Klaar.\n"
    "Cette salle ferme dans {minutes} minutes. Finissez et touchez Terminer.\n"
    "This room closes in {minutes} minutes. Please finish.\n"
    "تُغلق هذه القاعة بعد {minutes} دقيقة. يُرجى الإنهاء."
)

CHECKS: dict[str, dict[str, str]] = {
    "policies": {
        "nl": "De regels voor Chromium liggen niet op hun plaats of zijn veranderd: voer wallet-kiosk install uit.",
        "fr": "Les règles de Chromium ne sont pas en place ou ont été changées : lancez wallet-kiosk install.",
        "en": "The rules for Chromium are not in place, or were changed: run wallet-kiosk install.",
    },
    "owner": {
        "nl": "De regels voor Chromium zijn niet van root, of anderen kunnen ze veranderen.",
        "fr": "Les règles de Chromium n’appartiennent pas à root, ou d’autres peuvent les changer.",
        "en": "The rules for Chromium do not belong to root, or others can change them.",
    },
    "memory": {
        "nl": "De map voor bezoeken ligt niet in het geheugen (tmpfs), of de dienst draait niet: voer wallet-kiosk install uit.",
        "fr": "Le dossier des visites n’est pas en mémoire (tmpfs), ou le service ne tourne pas : lancez wallet-kiosk install.",
        "en": "The folder for visits is not in memory (tmpfs), or the service does not run: run wallet-kiosk install.",
    },
    "swap": {
        "nl": "Er is wisselgeheugen (swap): voer wallet-kiosk install uit.",
        "fr": "Il y a de la mémoire d’échange (swap) : lancez wallet-kiosk install.",
        "en": "There is swap: run wallet-kiosk install.",
    },
    "swap_again": {
        "nl": "Na de volgende start is er weer wisselgeheugen (swap): voer wallet-kiosk install uit.",
        "fr": "Au prochain démarrage, il y aura de nouveau de la mémoire d’échange (swap) : lancez wallet-kiosk install.",
        "en": "After the next start there is swap again: run wallet-kiosk install.",
    },
    "spool": {
        "nl": "Wat gedrukt wordt, komt op de schijf ({folder}): voer wallet-kiosk install uit.",
        "fr": "Ce qui s’imprime passe par le disque ({folder}) : lancez wallet-kiosk install.",
        "en": "What is printed goes over the disk ({folder}): run wallet-kiosk install.",
    },
    "history": {
        "nl": "De printdienst bewaart wat gedrukt is: voer wallet-kiosk install uit.",
        "fr": "Le service d’impression garde ce qui est imprimé : lancez wallet-kiosk install.",
        "en": "The print service keeps what was printed: run wallet-kiosk install.",
    },
    "updates": {
        "nl": "Chromium krijgt zijn veiligheidsupdates niet elke dag vanzelf: voer wallet-kiosk install uit.",
        "fr": "Chromium ne reçoit pas chaque jour de lui-même ses mises à jour de sécurité : lancez wallet-kiosk install.",
        "en": "Chromium does not get its security updates by itself every day: run wallet-kiosk install.",
    },
    "source": {
        "nl": "Debian kent zijn bron van veiligheidsupdates niet: zet debian-security in /etc/apt/sources.list en voer apt-get update uit.",
        "fr": "Debian ne connaît pas sa source de mises à jour de sécurité : mettez debian-security dans /etc/apt/sources.list et lancez apt-get update.",
        "en": "Debian does not know its source of security updates: put debian-security into /etc/apt/sources.list and run apt-get update.",
    },
    "left": {
        "nl": "Er ligt nog een map van een vorig bezoek: start de pc opnieuw.",
        "fr": "Il reste un dossier d’une visite précédente : redémarrez le PC.",
        "en": "A folder of an earlier visit is left: restart the PC.",
    },
    "tools": {
        "nl": "Er ontbreken programma's ({names}): voer wallet-kiosk install uit.",
        "fr": "Il manque des programmes ({names}) : lancez wallet-kiosk install.",
        "en": "Programs are missing ({names}): run wallet-kiosk install.",
    },
    "https": {
        "nl": "Het adres van de map begint niet met https: voer wallet-kiosk install uit met het juiste adres.",
        "fr": "L’adresse du porte-documents ne commence pas par https : lancez wallet-kiosk install avec la bonne adresse.",
        "en": "The address of the wallet does not begin with https: run wallet-kiosk install with the right one.",
    },
    "token": {
        "nl": "Anderen kunnen het bewijs van deze pc lezen of veranderen: voer wallet-kiosk enrol opnieuw uit.",
        "fr": "D’autres peuvent lire ou changer le jeton de ce PC : relancez wallet-kiosk enrol.",
        "en": "Others can read or change the token of this PC: run wallet-kiosk enrol again.",
    },
    "unread": {
        "nl": "De gebruiker {user} kan het bewijs van deze pc niet lezen, dus ziet geen gastheer hem: voer wallet-kiosk enrol opnieuw uit.",
        "fr": "L’utilisateur {user} ne peut pas lire le jeton de ce PC, donc aucun hôte ne le voit : relancez wallet-kiosk enrol.",
        "en": "The user {user} cannot read the token of this PC, so no host sees it: run wallet-kiosk enrol again.",
    },
    "well": {
        "nl": "Alles is zoals het moet.",
        "fr": "Tout est comme il faut.",
        "en": "Everything is as it must be.",
    },
}
ENROLLED = {
    "nl": "Deze pc heet nu: {name}",
    "fr": "Ce PC s’appelle maintenant : {name}",
    "en": "This PC is now called: {name}",
}
