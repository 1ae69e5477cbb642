<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl">
<context>
    <name>Beside</name>
    <message>
        <source>Beside ssdesk: the letter and the mailbox</source>
        <translation>Naast ssdesk: de brief en de mailbox</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>This computer is on the internet</source>
        <translation>Deze computer is op het internet</translation>
    </message>
</context>
<context>
    <name>Mailbox</name>
    <message>
        <source>Mailbox</source>
        <translation>Mailbox</translation>
    </message>
    <message>
        <source>No mail yet. What the school sends in this demo arrives here.</source>
        <translation>Nog geen mail. Wat de school in deze demo verstuurt, komt hier aan.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation>De zoekopdracht wissen</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>Hide what you typed</source>
        <translation>Verbergen wat u typte</translation>
    </message>
    <message>
        <source>Show what you typed</source>
        <translation>Tonen wat u typte</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>verbergen</translation>
    </message>
    <message>
        <source>show</source>
        <translation>tonen</translation>
    </message>
</context>
<context>
    <name>_StepRow</name>
    <message>
        <source>done</source>
        <translation>klaar</translation>
    </message>
    <message>
        <source>now</source>
        <translation>nu</translation>
    </message>
    <message>
        <source>still to do</source>
        <translation>nog te doen</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Check the address in the letter of the school. If it is right, perhaps this network first wants you to sign in: open a page in your web browser.</source>
        <translation>Kijk het adres na in de brief van de school. Klopt het? Dan vraagt dit netwerk misschien eerst om aan te melden: open een pagina in uw webbrowser.</translation>
    </message>
    <message>
        <source>Choose a passphrase: ssdesk then locks your messages with it.</source>
        <translation>Kies een wachtzin: ssdesk sluit daarmee uw berichten af.</translation>
    </message>
    <message>
        <source>Install the newest ssdesk. What is on this computer can still be read.</source>
        <translation>Installeer de nieuwste ssdesk. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>Look whether date and time of this computer are right. Perhaps this network first wants you to sign in: open a page in your web browser. What is on this computer can still be read.</source>
        <translation>Kijk na of de datum en de tijd van deze computer juist zijn. Misschien vraagt dit netwerk eerst om aan te melden: open een pagina in uw webbrowser. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>Mind capitals and spaces. Nothing is lost; you can try again.</source>
        <translation>Let op hoofdletters en spaties. Er is niets verloren; u kunt opnieuw proberen.</translation>
    </message>
    <message>
        <source>Nothing is lost. Try again, or sign out of this computer and in again.</source>
        <translation>Er is niets verloren. Probeer opnieuw, of meld u op deze computer af en weer aan.</translation>
    </message>
    <message>
        <source>Perhaps this network (hotel, train, school) first wants you to sign in: open a page in your web browser. What is on this computer can still be read.</source>
        <translation>Misschien vraagt dit netwerk (hotel, trein, school) eerst om aan te melden: open een pagina in uw webbrowser. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>Some settings of this computer could not be read.</source>
        <translation>Enkele instellingen van deze computer konden niet worden gelezen.</translation>
    </message>
    <message>
        <source>Take at least {words} words with spaces, together {length} characters, and no well-known sentence.</source>
        <translation>Neem minstens {words} woorden met spaties ertussen, samen {length} tekens, en geen bekende zin.</translation>
    </message>
    <message>
        <source>Take over the address from the letter of the school, for example dewilg.school.example. You cannot find it? Ask the school.</source>
        <translation>Neem het adres over uit de brief van de school, bijvoorbeeld dewilg.school.example. Vindt u het niet? Vraag het aan de school.</translation>
    </message>
    <message>
        <source>Tell the school. What is on this computer can still be read.</source>
        <translation>Verwittig de school. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>That is not the passphrase.</source>
        <translation>Dat is niet de wachtzin.</translation>
    </message>
    <message>
        <source>The answer does not come from the school.</source>
        <translation>Het antwoord komt niet van de school.</translation>
    </message>
    <message>
        <source>The connection to the school is not safe, so nothing was sent.</source>
        <translation>De verbinding met de school is niet veilig. Daarom is er niets verstuurd.</translation>
    </message>
    <message>
        <source>The connection was closed.</source>
        <translation>De verbinding is gesloten.</translation>
    </message>
    <message>
        <source>The keyring of this computer does not answer.</source>
        <translation>De sleutelbos van deze computer antwoordt niet.</translation>
    </message>
    <message>
        <source>The keys to your messages on this computer cannot be read.</source>
        <translation>De sleutels van uw berichten op deze computer zijn niet leesbaar.</translation>
    </message>
    <message>
        <source>The school&apos;s server cannot be reached.</source>
        <translation>De server van de school is niet bereikbaar.</translation>
    </message>
    <message>
        <source>The school&apos;s server did not answer in time.</source>
        <translation>De server van de school antwoordde niet op tijd.</translation>
    </message>
    <message>
        <source>The school&apos;s server has trouble at the moment.</source>
        <translation>De server van de school heeft op dit moment een probleem.</translation>
    </message>
    <message>
        <source>The school&apos;s server is too old for this ssdesk.</source>
        <translation>De server van de school is te oud voor deze ssdesk.</translation>
    </message>
    <message>
        <source>The settings of this computer could not be read.</source>
        <translation>De instellingen van deze computer konden niet worden gelezen.</translation>
    </message>
    <message>
        <source>There is a passphrase on this computer already.</source>
        <translation>Er is al een wachtzin op deze computer.</translation>
    </message>
    <message>
        <source>There is no room left on this computer.</source>
        <translation>Er is geen plaats meer op deze computer.</translation>
    </message>
    <message>
        <source>There is no school that uses ssdesk at {address}.</source>
        <translation>Op {address} is er geen school die ssdesk gebruikt.</translation>
    </message>
    <message>
        <source>They are back to their first values; your messages are not touched. The old file is kept as {file}.</source>
        <translation>Ze staan weer zoals in het begin; uw berichten zijn niet geraakt. Het oude bestand is bewaard als {file}.</translation>
    </message>
    <message>
        <source>This account is not active.</source>
        <translation>Deze account is niet actief.</translation>
    </message>
    <message>
        <source>This computer has no safe place for keys.</source>
        <translation>Deze computer heeft geen veilige plaats voor sleutels.</translation>
    </message>
    <message>
        <source>This is an e-mail address, not the school&apos;s address.</source>
        <translation>Dit is een e-mailadres, niet het adres van de school.</translation>
    </message>
    <message>
        <source>This is not the address of a school.</source>
        <translation>Dit is niet het adres van een school.</translation>
    </message>
    <message>
        <source>This is the code of the letter, not the address.</source>
        <translation>Dit is de code uit de brief, niet het adres.</translation>
    </message>
    <message>
        <source>This passphrase is too easy to guess.</source>
        <translation>Deze wachtzin is te gemakkelijk te raden.</translation>
    </message>
    <message>
        <source>This ssdesk is too old for the school&apos;s server.</source>
        <translation>Deze ssdesk is te oud voor de server van de school.</translation>
    </message>
    <message>
        <source>Type that one, or change it in the settings.</source>
        <translation>Typ die, of wijzig ze in de instellingen.</translation>
    </message>
    <message>
        <source>Type the address of the school first.</source>
        <translation>Typ eerst het adres van de school.</translation>
    </message>
    <message>
        <source>Type your passphrase to see them. Nothing is lost.</source>
        <translation>Typ uw wachtzin om ze te zien. Er is niets verloren.</translation>
    </message>
    <message>
        <source>Unlock the keyring of this computer to see them. Nothing is lost.</source>
        <translation>Ontgrendel de sleutelbos van deze computer om ze te zien. Er is niets verloren.</translation>
    </message>
    <message>
        <source>What is on this computer can still be read. The school can tell you more.</source>
        <translation>Wat op deze computer staat, blijft leesbaar. De school kan u meer vertellen.</translation>
    </message>
    <message>
        <source>What is on this computer can still be read. ssdesk tries again by itself.</source>
        <translation>Wat op deze computer staat, blijft leesbaar. ssdesk probeert het vanzelf opnieuw.</translation>
    </message>
    <message>
        <source>What was saved before is still there. Ask who keeps this computer for the right to write in {folder}.</source>
        <translation>Wat eerder is bewaard, is er nog. Vraag aan wie deze computer beheert het recht om te schrijven in {folder}.</translation>
    </message>
    <message>
        <source>What was saved before is still there. Make room and try again.</source>
        <translation>Wat eerder is bewaard, is er nog. Maak plaats vrij en probeer het opnieuw.</translation>
    </message>
    <message>
        <source>Your messages are locked.</source>
        <translation>Uw berichten zijn vergrendeld.</translation>
    </message>
    <message>
        <source>Your messages are safe at the school. Sign in again to fetch them.</source>
        <translation>Uw berichten zijn veilig bij de school. Meld u opnieuw aan om ze op te halen.</translation>
    </message>
    <message>
        <source>ssdesk cannot write in its own folder.</source>
        <translation>ssdesk kan niet in zijn eigen map schrijven.</translation>
    </message>
    <message>
        <source>ssdesk uses the first values; your messages are not touched.</source>
        <translation>ssdesk gebruikt de beginwaarden; uw berichten zijn niet geraakt.</translation>
    </message>
    <message>
        <source>“{text}” is not the whole address of the school.</source>
        <translation>“{text}” is niet het volledige adres van de school.</translation>
    </message>
</context>
</TS>
