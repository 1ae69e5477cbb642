<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl">
<context>
    <name>AgreementPage</name>
    <message>
        <source>I do not agree</source>
        <translation>Niet akkoord</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>Read to the end to go on.</source>
        <translation>Lees tot onderaan om verder te gaan.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>User agreement</source>
        <translation>Gebruikersovereenkomst</translation>
    </message>
    <message>
        <source>Without agreeing you cannot use the account. The school helps you further; see below at the left.</source>
        <translation>Zonder akkoord kunt u de account niet gebruiken. De school helpt u verder: zie links onderaan.</translation>
    </message>
    <message>
        <source>Yes, I agree</source>
        <translation>Ja, ik ga akkoord</translation>
    </message>
    <message>
        <source>You have seen the whole agreement.</source>
        <translation>U hebt de hele overeenkomst gezien.</translation>
    </message>
    <message>
        <source>{school}, version of {date}</source>
        <translation>{school}, versie van {date}</translation>
    </message>
</context>
<context>
    <name>AgreementText</name>
    <message>
        <source>User agreement</source>
        <translation>Gebruikersovereenkomst</translation>
    </message>
</context>
<context>
    <name>BarredPage</name>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>The school can tell you more.</source>
        <translation>De school kan u meer vertellen.</translation>
    </message>
    <message>
        <source>The school excluded this account</source>
        <translation>De school heeft deze account uitgesloten</translation>
    </message>
    <message>
        <source>The school suspended this account for a while</source>
        <translation>De school heeft deze account tijdelijk geschorst</translation>
    </message>
    <message>
        <source>This account is closed</source>
        <translation>Deze account is gesloten</translation>
    </message>
    <message>
        <source>Until {when}.</source>
        <translation>Tot {when}.</translation>
    </message>
</context>
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
    <name>CheckPage</name>
    <message>
        <source>Are these details correct?</source>
        <translation>Zijn deze gegevens correct?</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-mailadres</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>Gsm</translation>
    </message>
    <message>
        <source>No, go back</source>
        <translation>Neen, ga terug</translation>
    </message>
    <message>
        <source>Other phone</source>
        <translation>Andere telefoon</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>We send a mail to this address to see whether it is yours.</source>
        <translation>Wij sturen een mail naar dit adres om te zien of het van u is.</translation>
    </message>
    <message>
        <source>Yes, these are correct</source>
        <translation>Ja, deze zijn correct</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>niet ingevuld</translation>
    </message>
</context>
<context>
    <name>ConfirmEmailPage</name>
    <message>
        <source>Change the address</source>
        <translation>Adres aanpassen</translation>
    </message>
    <message>
        <source>Code from the mail</source>
        <translation>Code uit de mail</translation>
    </message>
    <message>
        <source>Confirm your e-mail address</source>
        <translation>Bevestig uw e-mailadres</translation>
    </message>
    <message>
        <source>If it does not work, the school office can confirm your address.</source>
        <translation>Lukt het niet, dan kan het secretariaat uw adres bevestigen.</translation>
    </message>
    <message>
        <source>Look among unwanted mail.</source>
        <translation>Kijk bij ongewenste mail.</translation>
    </message>
    <message>
        <source>No mail?</source>
        <translation>Geen mail gekregen?</translation>
    </message>
    <message>
        <source>Send the mail again</source>
        <translation>De mail opnieuw versturen</translation>
    </message>
    <message>
        <source>Sending again is possible in {seconds} s.</source>
        <translation>Opnieuw versturen kan over {seconds} s.</translation>
    </message>
    <message>
        <source>Waiting for your confirmation.</source>
        <translation>Wacht op uw bevestiging.</translation>
    </message>
    <message>
        <source>We sent a mail to {address}. Click the link in that mail, or type the code here.</source>
        <translation>Wij stuurden een mail naar {address}. Klik op de link in die mail, of typ de code hier over.</translation>
    </message>
    <message>
        <source>You may close this window: we go on here when you come back.</source>
        <translation>U mag dit venster sluiten: wij gaan hier verder zodra u terugkomt.</translation>
    </message>
    <message>
        <source>waiting for your confirmation</source>
        <translation>wacht op uw bevestiging</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>Choose who you are to the child.</source>
        <translation>Kies wie u bent voor het kind.</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-mailadres</translation>
    </message>
    <message>
        <source>Mobile phone (not required)</source>
        <translation>Gsm (niet verplicht)</translation>
    </message>
    <message>
        <source>Only the school sees these. Other parents never do.</source>
        <translation>Alleen de school ziet deze gegevens. Andere ouders zien ze nooit.</translation>
    </message>
    <message>
        <source>Other phone (not required)</source>
        <translation>Andere telefoon (niet verplicht)</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>Opslaan en verder</translation>
    </message>
    <message>
        <source>Type your e-mail address.</source>
        <translation>Typ uw e-mailadres.</translation>
    </message>
    <message>
        <source>Who are you to the child?</source>
        <translation>Wie bent u voor het kind?</translation>
    </message>
    <message>
        <source>Your details</source>
        <translation>Uw gegevens</translation>
    </message>
    <message>
        <source>boarding educator</source>
        <translation>opvoeder internaat</translation>
    </message>
    <message>
        <source>father</source>
        <translation>vader</translation>
    </message>
    <message>
        <source>homework guide</source>
        <translation>huiswerkbegeleider</translation>
    </message>
    <message>
        <source>mother</source>
        <translation>moeder</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>step-parent</source>
        <translation>plusouder</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Nothing else has access.</source>
        <translation>Niets anders heeft toegang.</translation>
    </message>
    <message>
        <source>Remove {count} and go on</source>
        <translation>{count} verwijderen en verder</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} verwijderen</translation>
    </message>
    <message>
        <source>These devices and linked applications can use your account. Remove what you do not know.</source>
        <translation>Deze toestellen en gekoppelde toepassingen kunnen uw account gebruiken. Verwijder wat u niet kent.</translation>
    </message>
    <message>
        <source>This is correct</source>
        <translation>Dit klopt</translation>
    </message>
    <message>
        <source>Who has access?</source>
        <translation>Wie heeft toegang?</translation>
    </message>
    <message>
        <source>last used {when}</source>
        <translation>laatst gebruikt {when}</translation>
    </message>
    <message>
        <source>{name} (this device)</source>
        <translation>{name} (dit toestel)</translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message>
        <source>A notice on this computer</source>
        <translation>Een melding op deze computer</translation>
    </message>
    <message>
        <source>Add another child</source>
        <translation>Nog een kind toevoegen</translation>
    </message>
    <message>
        <source>An e-mail, without its content</source>
        <translation>Een e-mail, zonder de inhoud</translation>
    </message>
    <message>
        <source>Each child has a letter of its own, also at another school. You see all of them together.</source>
        <translation>Elk kind heeft een eigen brief, ook op een andere school. U ziet alle kinderen samen.</translation>
    </message>
    <message>
        <source>How do you want to hear of new messages?</source>
        <translation>Hoe wilt u nieuwe berichten vernemen?</translation>
    </message>
    <message>
        <source>More children?</source>
        <translation>Nog kinderen?</translation>
    </message>
    <message>
        <source>Open my messages</source>
        <translation>Mijn berichten openen</translation>
    </message>
    <message>
        <source>You are signed in at {school} for {child}.</source>
        <translation>U bent aangemeld bij {school} voor {child}.</translation>
    </message>
    <message>
        <source>Your account is ready</source>
        <translation>Uw account is klaar</translation>
    </message>
    <message>
        <source>school days, 7:00 to 18:00</source>
        <translation>schooldagen, 7.00 tot 18.00 uur</translation>
    </message>
</context>
<context>
    <name>ForgottenPage</name>
    <message>
        <source>Choose a new password</source>
        <translation>Kies een nieuw wachtwoord</translation>
    </message>
    <message>
        <source>Code from the mail or from the school office</source>
        <translation>Code uit de mail of van het secretariaat</translation>
    </message>
    <message>
        <source>Forgotten your password?</source>
        <translation>Wachtwoord vergeten?</translation>
    </message>
    <message>
        <source>I have a code already</source>
        <translation>Ik heb al een code</translation>
    </message>
    <message>
        <source>If the account is known, a mail with a code is on its way. Look among unwanted mail too.</source>
        <translation>Is de account bekend, dan is er een mail met een code onderweg. Kijk ook bij ongewenste mail.</translation>
    </message>
    <message>
        <source>If your e-mail address is confirmed, the school's server sends you a code. If not, the school office can give you one. Your messages stay.</source>
        <translation>Is uw e-mailadres bevestigd, dan stuurt de server van de school u een code. Zo niet, dan kan het secretariaat u er een geven. Uw berichten blijven bewaard.</translation>
    </message>
    <message>
        <source>New password or passphrase</source>
        <translation>Nieuw wachtwoord of wachtzin</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>Herhaal</translation>
    </message>
    <message>
        <source>Save and sign in</source>
        <translation>Opslaan en aanmelden</translation>
    </message>
    <message>
        <source>Send me a code</source>
        <translation>Stuur mij een code</translation>
    </message>
    <message>
        <source>The two passwords are not the same yet.</source>
        <translation>De twee wachtwoorden zijn nog niet gelijk.</translation>
    </message>
    <message>
        <source>Type the code and a new password.</source>
        <translation>Typ de code en een nieuw wachtwoord.</translation>
    </message>
    <message>
        <source>Type the code that you got from the school office or by mail.</source>
        <translation>Typ de code die u van het secretariaat of per mail kreeg.</translation>
    </message>
    <message>
        <source>Type your username or e-mail address.</source>
        <translation>Typ uw gebruikersnaam of e-mailadres.</translation>
    </message>
    <message>
        <source>Username or e-mail address</source>
        <translation>Gebruikersnaam of e-mailadres</translation>
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
    <name>Page</name>
    <message>
        <source>Back</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Verder</translation>
    </message>
</context>
<context>
    <name>PassphrasePage</name>
    <message>
        <source>A passphrase for this computer</source>
        <translation>Een wachtzin voor deze computer</translation>
    </message>
    <message>
        <source>At least 20 characters, 4 words or more.</source>
        <translation>Minstens 20 tekens, 4 woorden of meer.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Wachtzin</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>Herhaal</translation>
    </message>
    <message>
        <source>Type the same passphrase twice.</source>
        <translation>Typ tweemaal dezelfde wachtzin.</translation>
    </message>
    <message>
        <source>ssdesk keeps your messages encrypted on this computer and asks for this passphrase when it opens. It stays here: the school does not know it and nobody can give it back. If you forget it, sign in again.</source>
        <translation>ssdesk bewaart uw berichten versleuteld op deze computer en vraagt deze wachtzin bij het openen. Ze blijft hier: de school kent ze niet en niemand kan ze teruggeven. Vergeet u ze, meld u dan opnieuw aan.</translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>Choose a password of your own</source>
        <translation>Kies een eigen wachtwoord</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Redelijk</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Goed</translation>
    </message>
    <message>
        <source>New password or passphrase</source>
        <translation>Nieuw wachtwoord of wachtzin</translation>
    </message>
    <message>
        <source>Not allowed: it contains “{detail}”</source>
        <translation>Niet toegelaten: er staat “{detail}” in</translation>
    </message>
    <message>
        <source>Not allowed: many people use this password</source>
        <translation>Niet toegelaten: veel mensen gebruiken dit wachtwoord</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>Herhaal</translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation>Opslaan en verder</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Sterk</translation>
    </message>
    <message>
        <source>The password does not meet the rules yet.</source>
        <translation>Het wachtwoord voldoet nog niet aan de regels.</translation>
    </message>
    <message>
        <source>Type the same password twice.</source>
        <translation>Typ tweemaal hetzelfde wachtwoord.</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Zwak</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Wat telt</translation>
    </message>
    <message>
        <source>You may stop here: everything up to step 3 is kept.</source>
        <translation>Stoppen kan: tot stap 3 is alles bewaard.</translation>
    </message>
    <message>
        <source>You no longer need the code from the letter after this. Another parent chooses a password of their own.</source>
        <translation>De code uit de brief hebt u hierna niet meer nodig. Een andere ouder kiest een eigen wachtwoord.</translation>
    </message>
    <message>
        <source>no name, birth date or number plate of you or your child</source>
        <translation>geen naam, geboortedatum of nummerplaat van u of uw kind</translation>
    </message>
    <message>
        <source>not a password that many people use</source>
        <translation>geen veelgebruikt wachtwoord</translation>
    </message>
    <message>
        <source>or password: at least {length} characters, combining letters, capitals, digits, other</source>
        <translation>of wachtwoord: minstens {length} tekens, een combinatie van letters, hoofdletters, cijfers, andere</translation>
    </message>
    <message>
        <source>passphrase: at least {length} characters, {words} words with a space between them</source>
        <translation>wachtzin: minstens {length} tekens, {words} woorden met een spatie ertussen</translation>
    </message>
    <message>
        <source>{grade}: a passphrase of {words} words and {length} characters</source>
        <translation>{grade}: een wachtzin van {words} woorden en {length} tekens</translation>
    </message>
    <message>
        <source>{grade}: {length} characters of {kinds} kinds</source>
        <translation>{grade}: {length} tekens van {kinds} soorten</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>SavedPage</name>
    <message>
        <source>Change</source>
        <translation>Wijzigen</translation>
    </message>
</context>
<context>
    <name>SchoolPage</name>
    <message>
        <source>Address of the school</source>
        <translation>Adres van de school</translation>
    </message>
    <message>
        <source>The address of your school is in the letter you got.</source>
        <translation>Het adres van uw school staat in de brief die u kreeg.</translation>
    </message>
    <message>
        <source>Type the address first.</source>
        <translation>Typ eerst het adres.</translation>
    </message>
    <message>
        <source>Used before on this computer</source>
        <translation>Eerder gebruikt op deze computer</translation>
    </message>
    <message>
        <source>Which school is it?</source>
        <translation>Welke school is het?</translation>
    </message>
    <message>
        <source>You may copy the whole line from the letter.</source>
        <translation>U mag de hele regel uit de brief overnemen.</translation>
    </message>
    <message>
        <source>for example dewilg.school.example</source>
        <translation>bijvoorbeeld dewilg.school.example</translation>
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
    <name>SignInPage</name>
    <message>
        <source>Ask for a passphrase when ssdesk opens.</source>
        <translation>Vraag een wachtzin bij het openen.</translation>
    </message>
    <message>
        <source>Fill in both fields.</source>
        <translation>Vul beide velden in.</translation>
    </message>
    <message>
        <source>Forgotten your password?</source>
        <translation>Wachtwoord vergeten?</translation>
    </message>
    <message>
        <source>I share this computer with others.</source>
        <translation>Deze computer gebruik ik samen met anderen.</translation>
    </message>
    <message>
        <source>Other school</source>
        <translation>Andere school</translation>
    </message>
    <message>
        <source>Password or code from the letter</source>
        <translation>Wachtwoord of code uit de brief</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>Sign in at {school}</source>
        <translation>Aanmelden bij {school}</translation>
    </message>
    <message>
        <source>This tells the school which account you mean.</source>
        <translation>Zo weet de school welke account u bedoelt.</translation>
    </message>
    <message>
        <source>Username or e-mail address</source>
        <translation>Gebruikersnaam of e-mailadres</translation>
    </message>
    <message>
        <source>With the details from the school's letter, or with your own e-mail address if you chose a password before.</source>
        <translation>Met de gegevens uit de brief van de school, of met uw eigen e-mailadres als u al een wachtwoord koos.</translation>
    </message>
    <message>
        <source>Your own e-mail address</source>
        <translation>Uw eigen e-mailadres</translation>
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
    <name>Texts</name>
    <message>
        <source>today</source>
        <translation>vandaag</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gisteren</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Activate your account</source>
        <translation>Account activeren</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Overeenkomst</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Nakijken</translation>
    </message>
    <message>
        <source>Children and notices</source>
        <translation>Kinderen en meldingen</translation>
    </message>
    <message>
        <source>Confirm e-mail</source>
        <translation>E-mail bevestigen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Toestellen</translation>
    </message>
    <message>
        <source>Help stands in the letter from your school.</source>
        <translation>Hulp staat in de brief van uw school.</translation>
    </message>
    <message>
        <source>Need help? {name}</source>
        <translation>Hulp nodig? {name}</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Verder</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Wachtwoord</translation>
    </message>
    <message>
        <source>School</source>
        <translation>School</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>This is your school.</source>
        <translation>Dit is uw school.</translation>
    </message>
    <message>
        <source>You agreed to the user agreement.</source>
        <translation>U ging akkoord met de gebruikersovereenkomst.</translation>
    </message>
    <message>
        <source>You are signed in.</source>
        <translation>U bent aangemeld.</translation>
    </message>
    <message>
        <source>You have seen which devices have access.</source>
        <translation>U hebt gezien welke toestellen toegang hebben.</translation>
    </message>
    <message>
        <source>You said that your details are correct.</source>
        <translation>U zei dat uw gegevens correct zijn.</translation>
    </message>
    <message>
        <source>Your details</source>
        <translation>Uw gegevens</translation>
    </message>
    <message>
        <source>Your details are kept at the school.</source>
        <translation>Uw gegevens zijn bewaard bij de school.</translation>
    </message>
    <message>
        <source>Your password is kept. You can change it in the settings once the account is ready.</source>
        <translation>Uw wachtwoord is bewaard. U kunt het wijzigen in de instellingen zodra de account klaar is.</translation>
    </message>
    <message>
        <source>accepted at {time}</source>
        <translation>aanvaard om {time}</translation>
    </message>
    <message>
        <source>all correct</source>
        <translation>alles juist</translation>
    </message>
    <message>
        <source>checked at {time}</source>
        <translation>nagekeken om {time}</translation>
    </message>
    <message>
        <source>kept at {time}</source>
        <translation>bewaard om {time}</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>nagekeken</translation>
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
        <source>A newer version of ssdesk made the local copy of this account.</source>
        <translation>Een nieuwere versie van ssdesk maakte de kopie van deze account op deze computer.</translation>
    </message>
    <message>
        <source>An attachment has not reached the school yet.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Ask the office of the school.</source>
        <translation>Vraag het aan het secretariaat van de school.</translation>
    </message>
    <message>
        <source>Check the address in the letter of the school. If it is right, perhaps this network first wants you to sign in: open a page in your web browser.</source>
        <translation>Kijk het adres na in de brief van de school. Klopt het? Dan vraagt dit netwerk misschien eerst om aan te melden: open een pagina in uw webbrowser.</translation>
    </message>
    <message>
        <source>Choose a passphrase: ssdesk then locks your messages with it.</source>
        <translation>Kies een wachtzin: ssdesk sluit daarmee uw berichten af.</translation>
    </message>
    <message>
        <source>Choose the child again and send it once more.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Compare the address with the school's letter.</source>
        <translation>Vergelijk het adres met de brief van de school.</translation>
    </message>
    <message>
        <source>Install the newest ssdesk. What is on this computer can still be read.</source>
        <translation>Installeer de nieuwste ssdesk. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>It is put aside and read anew from the school. What waits to be sent is saved first.</source>
        <translation>Ze wordt opzijgezet en opnieuw opgehaald bij de school. Wat nog moet vertrekken, wordt eerst bewaard.</translation>
    </message>
    <message>
        <source>It is sent again; the message goes after it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It was noted as {number}. Try again later.</source>
        <translation>Het is genoteerd als {number}. Probeer later opnieuw.</translation>
    </message>
    <message>
        <source>Its messages are removed here. The school can tell you why.</source>
        <translation>De berichten ervan zijn hier verwijderd. De school kan u zeggen waarom.</translation>
    </message>
    <message>
        <source>Look for a newer version of ssdesk, or tell the school.</source>
        <translation>Zoek een nieuwere versie van ssdesk, of verwittig de school.</translation>
    </message>
    <message>
        <source>Look for a newer version of ssdesk.</source>
        <translation>Zoek een nieuwere versie van ssdesk.</translation>
    </message>
    <message>
        <source>Look whether date and time of this computer are right. Perhaps this network first wants you to sign in: open a page in your web browser. What is on this computer can still be read.</source>
        <translation>Kijk na of de datum en de tijd van deze computer juist zijn. Misschien vraagt dit netwerk eerst om aan te melden: open een pagina in uw webbrowser. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>Many people are signing in right now.</source>
        <translation>Op dit moment melden veel mensen zich aan.</translation>
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
        <source>Nothing was added. Is there room left on this computer?</source>
        <translation>Er is niets toegevoegd. Is er nog plaats op deze computer?</translation>
    </message>
    <message>
        <source>Nothing was changed. Install the newest version of ssdesk.</source>
        <translation>Er is niets gewijzigd. Installeer de nieuwste versie van ssdesk.</translation>
    </message>
    <message>
        <source>Nothing was changed. Unlock ssdesk and try again.</source>
        <translation>Er is niets gewijzigd. Ontgrendel ssdesk en probeer opnieuw.</translation>
    </message>
    <message>
        <source>Only the school's office can do this.</source>
        <translation>Alleen het secretariaat van de school kan dit doen.</translation>
    </message>
    <message>
        <source>Perhaps this network (hotel, train, school) first wants you to sign in: open a page in your web browser. What is on this computer can still be read.</source>
        <translation>Misschien vraagt dit netwerk (hotel, trein, school) eerst om aan te melden: open een pagina in uw webbrowser. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>Send at most {megabytes} MB in one message.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Send less or smaller files.</source>
        <translation>Verstuur minder of kleinere bestanden.</translation>
    </message>
    <message>
        <source>Sign out of an account that you do not need here any more.</source>
        <translation>Meld u af van een account die u hier niet meer nodig hebt.</translation>
    </message>
    <message>
        <source>Some settings of this computer could not be read.</source>
        <translation>Enkele instellingen van deze computer konden niet worden gelezen.</translation>
    </message>
    <message>
        <source>Something went wrong at the school's server.</source>
        <translation>Er ging iets mis bij de server van de school.</translation>
    </message>
    <message>
        <source>Something went wrong in ssdesk itself.</source>
        <translation>Er ging iets mis in ssdesk zelf.</translation>
    </message>
    <message>
        <source>Something went wrong in ssdesk. We are sorry.</source>
        <translation>Er ging iets mis in ssdesk. Onze excuses.</translation>
    </message>
    <message>
        <source>Sorry. What is here can still be read. ssdesk tries again by itself.</source>
        <translation>Onze excuses. Wat hier staat, blijft leesbaar. ssdesk probeert het vanzelf opnieuw.</translation>
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
        <source>That did not work several times in a row.</source>
        <translation>Dat mislukte enkele keren na elkaar.</translation>
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
        <source>The disk of this computer could not be read or written.</source>
        <translation>De schijf van deze computer kon niet worden gelezen of beschreven.</translation>
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
        <source>The local copy of this account is damaged.</source>
        <translation>De kopie van deze account op deze computer is beschadigd.</translation>
    </message>
    <message>
        <source>The message has no subject.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The message has no text.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The message is about a child that this account does not know.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The school does not let this account send messages for now.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The school's server cannot be reached.</source>
        <translation>De server van de school is niet bereikbaar.</translation>
    </message>
    <message>
        <source>The school's server did not answer in time.</source>
        <translation>De server van de school antwoordde niet op tijd.</translation>
    </message>
    <message>
        <source>The school's server did not understand this program.</source>
        <translation>De server van de school begreep dit programma niet.</translation>
    </message>
    <message>
        <source>The school's server does not offer this.</source>
        <translation>De server van de school biedt dit niet aan.</translation>
    </message>
    <message>
        <source>The school's server has trouble at the moment.</source>
        <translation>De server van de school heeft op dit moment een probleem.</translation>
    </message>
    <message>
        <source>The school's server is too old for this ssdesk.</source>
        <translation>De server van de school is te oud voor deze ssdesk.</translation>
    </message>
    <message>
        <source>The settings of this computer could not be read.</source>
        <translation>De instellingen van deze computer konden niet worden gelezen.</translation>
    </message>
    <message>
        <source>There are too many accounts on this computer.</source>
        <translation>Er zijn te veel accounts op deze computer.</translation>
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
        <source>There is no school at this address.</source>
        <translation>Op dit adres is er geen school.</translation>
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
        <source>This account can no longer be used on this computer.</source>
        <translation>Deze account kan op deze computer niet meer worden gebruikt.</translation>
    </message>
    <message>
        <source>This account is locked.</source>
        <translation>Deze account is vergrendeld.</translation>
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
        <source>This is an e-mail address, not the school's address.</source>
        <translation>Dit is een e-mailadres, niet het adres van de school.</translation>
    </message>
    <message>
        <source>This is more than the school's server accepts at once.</source>
        <translation>Dit is meer dan de server van de school in één keer aanvaardt.</translation>
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
        <source>This ssdesk is too old for the school's server.</source>
        <translation>Deze ssdesk is te oud voor de server van de school.</translation>
    </message>
    <message>
        <source>This version of ssdesk is too old for the school.</source>
        <translation>Deze versie van ssdesk is te oud voor de school.</translation>
    </message>
    <message>
        <source>Together the attachments are too large.</source>
        <translation type="unfinished" />
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
        <source>Wait {seconds} seconds, then try again. Your account is not blocked.</source>
        <translation>Wacht {seconds} seconden en probeer opnieuw. Uw account is niet geblokkeerd.</translation>
    </message>
    <message>
        <source>What is here can still be read. ssdesk tries again by itself.</source>
        <translation>Wat hier staat, blijft leesbaar. ssdesk probeert het vanzelf opnieuw.</translation>
    </message>
    <message>
        <source>What is here stays readable. Install the newest version to go on.</source>
        <translation>Wat hier staat, blijft leesbaar. Installeer de nieuwste versie om verder te gaan.</translation>
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
        <source>What is on this computer stays readable. Sign in again to receive and send.</source>
        <translation>Wat op deze computer staat, blijft leesbaar. Meld u opnieuw aan om te ontvangen en te verzenden.</translation>
    </message>
    <message>
        <source>What the school sends does not fit what is on this computer.</source>
        <translation>Wat de school stuurt, past niet bij wat op deze computer staat.</translation>
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
        <source>What was saved before is still there. Try again, and restart the computer if it stays.</source>
        <translation>Wat eerder is bewaard, is er nog. Probeer opnieuw, en herstart de computer als het blijft.</translation>
    </message>
    <message>
        <source>Write at least one sentence, also with an attachment.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Write in a few words what it is about.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>You are signed out at the school.</source>
        <translation>U bent bij de school afgemeld.</translation>
    </message>
    <message>
        <source>You can still read everything. Ask the school when this ends.</source>
        <translation type="unfinished" />
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
        <source>Your messages are safe. Try again, or close ssdesk and open it again.</source>
        <translation>Uw berichten zijn veilig. Probeer opnieuw, of sluit ssdesk en open het opnieuw.</translation>
    </message>
    <message>
        <source>Your password was not looked at. Try again in a moment.</source>
        <translation>Uw wachtwoord is niet bekeken. Probeer het zo meteen opnieuw.</translation>
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
