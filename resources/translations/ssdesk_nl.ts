<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl">
<context>
    <name>AboutSection</name>
    <message>
        <source>It comes without any warranty.</source>
        <translation>Er is geen enkele garantie.</translation>
    </message>
    <message>
        <source>Parents and schools work together, also without a connection.</source>
        <translation>Ouders en scholen werken samen, ook zonder verbinding.</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versie {version}</translation>
    </message>
    <message>
        <source>ssdesk is free software under the GNU General Public License, version 3 or later. You may use, study, share and change it.</source>
        <translation>ssdesk is vrije software onder de GNU General Public License, versie 3 of later. U mag het gebruiken, bestuderen, delen en wijzigen.</translation>
    </message>
</context>
<context>
    <name>Absences</name>
    <message>
        <source>1 half day</source>
        <translation>1 halve dag</translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation>namiddag</translation>
    </message>
    <message>
        <source>code {code}</source>
        <translation>code {code}</translation>
    </message>
    <message>
        <source>justified</source>
        <translation>gewettigd</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>voormiddag</translation>
    </message>
    <message>
        <source>not judged yet</source>
        <translation>nog niet beoordeeld</translation>
    </message>
    <message>
        <source>once, {minutes} min</source>
        <translation>1 keer, {minutes} min</translation>
    </message>
    <message>
        <source>unjustified</source>
        <translation>niet gewettigd</translation>
    </message>
    <message>
        <source>whole day</source>
        <translation>hele dag</translation>
    </message>
    <message>
        <source>{n} half days</source>
        <translation>{n} halve dagen</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} minuten</translation>
    </message>
    <message>
        <source>{n} times, {minutes} min</source>
        <translation>{n} keer, {minutes} min</translation>
    </message>
</context>
<context>
    <name>AbsencesScreen</name>
    <message>
        <source>Absences</source>
        <translation>Afwezigheden</translation>
    </message>
    <message>
        <source>Absences belong to a child.</source>
        <translation>Afwezigheden horen bij een kind.</translation>
    </message>
    <message>
        <source>No absences</source>
        <translation>Geen afwezigheden</translation>
    </message>
    <message>
        <source>No absences in this school year.</source>
        <translation>Geen afwezigheden in dit schooljaar.</translation>
    </message>
    <message>
        <source>School year {year}</source>
        <translation>Schooljaar {year}</translation>
    </message>
</context>
<context>
    <name>AccountsSection</name>
    <message>
        <source>1 thing that you wrote has not left yet and is lost.</source>
        <translation>1 ding dat u schreef, is nog niet vertrokken en gaat verloren.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Add another child</source>
        <translation>Nog een kind toevoegen</translation>
    </message>
    <message>
        <source>Everything of this account is erased from this computer. At the school nothing changes.</source>
        <translation>Alles van deze account wordt van deze computer gewist. Bij de school verandert niets.</translation>
    </message>
    <message>
        <source>Nothing has been fetched yet.</source>
        <translation>Er is nog niets opgehaald.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Opnieuw aanmelden</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>Sign out and erase</source>
        <translation>Afmelden en wissen</translation>
    </message>
    <message>
        <source>Sign out and lose {n}</source>
        <translation>Afmelden en {n} verliezen</translation>
    </message>
    <message>
        <source>Sign out of {school}</source>
        <translation>Afmelden bij {school}</translation>
    </message>
    <message>
        <source>Sign out of {school}?</source>
        <translation>Afmelden bij {school}?</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Blijven</translation>
    </message>
    <message>
        <source>Up to date until {when}.</source>
        <translation>Bijgewerkt tot {when}.</translation>
    </message>
    <message>
        <source>this account</source>
        <translation>deze account</translation>
    </message>
    <message>
        <source>{n} things that you wrote have not left yet and are lost.</source>
        <translation>{n} zaken die u schreef, zijn nog niet vertrokken en gaan verloren.</translation>
    </message>
</context>
<context>
    <name>AddressBook</name>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
    <message>
        <source>Add {n}</source>
        <translation>{n} toevoegen</translation>
    </message>
    <message>
        <source>Address book of {school}</source>
        <translation>Adresboek van {school}</translation>
    </message>
    <message>
        <source>By child</source>
        <translation>Per kind</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Per klas</translation>
    </message>
    <message>
        <source>By role</source>
        <translation>Per rol</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Care and help</source>
        <translation>Zorg en hulp</translation>
    </message>
    <message>
        <source>Classes and groups</source>
        <translation>Klassen en groepen</translation>
    </message>
    <message>
        <source>Name, class or task at the school</source>
        <translation>Naam, klas of taak op school</translation>
    </message>
    <message>
        <source>Nobody fits “{words}”.</source>
        <translation>Niemand past bij “{words}”.</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Anderen</translation>
    </message>
    <message>
        <source>Parents</source>
        <translation>Ouders</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Mensen</translation>
    </message>
    <message>
        <source>Pupils</source>
        <translation>Leerlingen</translation>
    </message>
    <message>
        <source>Secretariat and management</source>
        <translation>Secretariaat en directie</translation>
    </message>
    <message>
        <source>Teachers</source>
        <translation>Leerkrachten</translation>
    </message>
    <message>
        <source>Written to recently</source>
        <translation>Onlangs aangeschreven</translation>
    </message>
</context>
<context>
    <name>AdvicePanel</name>
    <message>
        <source>Agreements about messages</source>
        <translation>Afspraken over berichten</translation>
    </message>
    <message>
        <source>Nothing to note.</source>
        <translation>Niets op te merken.</translation>
    </message>
    <message>
        <source>{day} at {time}</source>
        <translation>{day} om {time}</translation>
    </message>
    <message>
        <source>“{says}”</source>
        <translation>«{says}»</translation>
    </message>
</context>
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
        <source>Without agreeing you cannot use the account. The help contact can tell you more.</source>
        <translation>Zonder akkoord kunt u de account niet gebruiken. De hulp van de school kan u meer vertellen.</translation>
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
    <name>AnswerBox</name>
    <message>
        <source>Attachment</source>
        <translation>Bijlage</translation>
    </message>
    <message>
        <source>Go on in the composer: other recipients, send later, ask something</source>
        <translation>Verder schrijven in het opstelvenster: andere ontvangers, later verzenden, iets vragen</translation>
    </message>
    <message>
        <source>In the name of {name}</source>
        <translation>Namens {name}</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Meer opties</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Verzenden</translation>
    </message>
    <message>
        <source>There is no connection: your colleagues do not see that you are answering.</source>
        <translation>Er is geen verbinding: uw collega’s zien niet dat u antwoordt.</translation>
    </message>
    <message>
        <source>Write a text; a file alone is not enough.</source>
        <translation>Schrijf een tekst; alleen een bestand volstaat niet.</translation>
    </message>
    <message>
        <source>Write an answer</source>
        <translation>Schrijf een antwoord</translation>
    </message>
    <message>
        <source>Write an answer to {name}</source>
        <translation>Schrijf een antwoord aan {name}</translation>
    </message>
    <message>
        <source>Your colleagues see that you are answering.</source>
        <translation>Uw collega’s zien dat u antwoordt.</translation>
    </message>
    <message>
        <source>for</source>
        <translation>namens</translation>
    </message>
</context>
<context>
    <name>Answering</name>
    <message>
        <source>A longer answer lies among the drafts. “More options” goes on with it.</source>
        <translation>Bij Concepten ligt een uitgebreider antwoord. Met “Meer opties” gaat u daarmee verder.</translation>
    </message>
    <message>
        <source>This answer was sent or thrown away elsewhere meanwhile. If you go on, it is a second one.</source>
        <translation>Dit antwoord is intussen elders verzonden of weggegooid. Gaat u verder, dan wordt het een tweede.</translation>
    </message>
</context>
<context>
    <name>Article</name>
    <message>
        <source>(no title)</source>
        <translation>(geen titel)</translation>
    </message>
    <message>
        <source>Choose something in the list to read it.</source>
        <translation>Kies iets in de lijst om het te lezen.</translation>
    </message>
    <message>
        <source>No news chosen</source>
        <translation>Geen nieuws gekozen</translation>
    </message>
    <message>
        <source>important</source>
        <translation>belangrijk</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>AttachmentOpener</name>
    <message>
        <source>Not fetched: {reason}</source>
        <translation>Niet opgehaald: {reason}</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Opslaan als</translation>
    </message>
    <message>
        <source>{have} of {size}</source>
        <translation>{have} van {size}</translation>
    </message>
    <message>
        <source>{size}, kept on this computer</source>
        <translation>{size}, bewaard op deze computer</translation>
    </message>
</context>
<context>
    <name>Audiences</name>
    <message>
        <source>parents</source>
        <translation>ouders</translation>
    </message>
    <message>
        <source>pupils</source>
        <translation>leerlingen</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>personeel</translation>
    </message>
</context>
<context>
    <name>BarredPage</name>
    <message>
        <source>Look again</source>
        <translation>Opnieuw kijken</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Afmelden</translation>
    </message>
    <message>
        <source>The school can tell you why.</source>
        <translation>De school kan u zeggen waarom.</translation>
    </message>
    <message>
        <source>The school excluded this account</source>
        <translation>De school heeft deze account uitgesloten</translation>
    </message>
    <message>
        <source>The school says: “{reason}”</source>
        <translation>De school zegt: “{reason}”</translation>
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
    <message>
        <source>Use another account</source>
        <translation>Een andere account gebruiken</translation>
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
    <name>BodyText</name>
    <message>
        <source>Text of the message</source>
        <translation>Tekst van het bericht</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>afbeelding</translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message>
        <source>My own</source>
        <translation>Van mij</translation>
    </message>
    <message>
        <source>Which mailbox?</source>
        <translation>Welk postvak?</translation>
    </message>
    <message>
        <source>{count} unread</source>
        <translation>{count} ongelezen</translation>
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
    <name>ChosenSummary</name>
    <message>
        <source>Del: delete</source>
        <translation>Del: verwijderen</translation>
    </message>
    <message>
        <source>Esc: choose none</source>
        <translation>Esc: niets kiezen</translation>
    </message>
    <message>
        <source>F: flag</source>
        <translation>F: vlag</translation>
    </message>
    <message>
        <source>L: later</source>
        <translation>L: later</translation>
    </message>
    <message>
        <source>U: unread</source>
        <translation>U: ongelezen</translation>
    </message>
    <message>
        <source>V: move</source>
        <translation>V: verplaatsen</translation>
    </message>
    <message>
        <source>and 1 other</source>
        <translation>en 1 andere</translation>
    </message>
    <message>
        <source>and {count} others</source>
        <translation>en {count} anderen</translation>
    </message>
    <message>
        <source>{count} messages selected</source>
        <translation>{count} berichten gekozen</translation>
    </message>
    <message>
        <source>{count} of them unread</source>
        <translation>{count} ervan ongelezen</translation>
    </message>
</context>
<context>
    <name>Claim</name>
    <message>
        <source>Look first</source>
        <translation>Eerst kijken</translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>Toch verzenden</translation>
    </message>
    <message>
        <source>Send your answer all the same?</source>
        <translation>Uw antwoord toch verzenden?</translation>
    </message>
    <message>
        <source>Somebody else has answered this message meanwhile.</source>
        <translation>Iemand anders heeft dit bericht intussen beantwoord.</translation>
    </message>
    <message>
        <source>{name} is writing an answer to this message too.</source>
        <translation>{name} schrijft ook een antwoord op dit bericht.</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Accounts and signing out…</source>
        <translation>Accounts en afmelden…</translation>
    </message>
    <message>
        <source>Add another child…</source>
        <translation>Nog een kind toevoegen…</translation>
    </message>
    <message>
        <source>Display: as the computer</source>
        <translation>Weergave: zoals de computer</translation>
    </message>
    <message>
        <source>Display: dark</source>
        <translation>Weergave: donker</translation>
    </message>
    <message>
        <source>Display: high contrast</source>
        <translation>Weergave: hoog contrast</translation>
    </message>
    <message>
        <source>Display: light</source>
        <translation>Weergave: licht</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Sneltoetsen</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Nu vergrendelen</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Nieuw bericht</translation>
    </message>
    <message>
        <source>Notices…</source>
        <translation>Meldingen…</translation>
    </message>
    <message>
        <source>Try to fetch now</source>
        <translation>Nu proberen op te halen</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Choose for which child you write.</source>
        <translation>Kies namens welk kind u schrijft.</translation>
    </message>
    <message>
        <source>Choose to whom you write.</source>
        <translation>Kies aan wie u schrijft.</translation>
    </message>
    <message>
        <source>Choose who is meant by {names}.</source>
        <translation>Kies wie u bedoelt met {names}.</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Namens</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>Give the message a short subject.</source>
        <translation>Geef het bericht een kort onderwerp.</translation>
    </message>
    <message>
        <source>It can be taken back for a minute after that.</source>
        <translation>Daarna kunt u het nog een minuut terugnemen.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Nieuw bericht</translation>
    </message>
    <message>
        <source>None of them sees the others.</source>
        <translation>Niemand ziet de anderen.</translation>
    </message>
    <message>
        <source>Schedule all the same</source>
        <translation>Toch plannen</translation>
    </message>
    <message>
        <source>Schedule for {when}</source>
        <translation>Plannen voor {when}</translation>
    </message>
    <message>
        <source>Schedule it with what was not filled in?</source>
        <translation>Plannen met wat niet ingevuld is?</translation>
    </message>
    <message>
        <source>Schedule this for {count} people?</source>
        <translation>Dit voor {count} personen plannen?</translation>
    </message>
    <message>
        <source>School</source>
        <translation>School</translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>Toch verzenden</translation>
    </message>
    <message>
        <source>Send it with what was not filled in?</source>
        <translation>Verzenden met wat niet ingevuld is?</translation>
    </message>
    <message>
        <source>Send this to {count} people?</source>
        <translation>Dit naar {count} personen verzenden?</translation>
    </message>
    <message>
        <source>Send to {count} people</source>
        <translation>Verzenden naar {count} personen</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Onderwerp</translation>
    </message>
    <message>
        <source>The subject was cut to {most} characters.</source>
        <translation>Het onderwerp werd ingekort tot {most} tekens.</translation>
    </message>
    <message>
        <source>These words between braces still stand in the message.</source>
        <translation>Deze woorden tussen accolades staan nog in het bericht.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Throw this message away?</source>
        <translation>Dit bericht weggooien?</translation>
    </message>
    <message>
        <source>Throw {count} drafts away?</source>
        <translation>{count} concepten weggooien?</translation>
    </message>
    <message>
        <source>Until then it stands in Scheduled, where it can be stopped.</source>
        <translation>Tot dan staat het bij Gepland. Daar kunt u het nog stoppen.</translation>
    </message>
    <message>
        <source>What you wrote cannot be brought back.</source>
        <translation>Wat u schreef, is dan voorgoed weg.</translation>
    </message>
    <message>
        <source>Write a text; a file alone is not enough.</source>
        <translation>Schrijf een tekst; alleen een bestand volstaat niet.</translation>
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
    <name>Contact</name>
    <message>
        <source>Go on later, back to my messages</source>
        <translation>Later verder, naar mijn berichten</translation>
    </message>
    <message>
        <source>Help stands in the letter from your school.</source>
        <translation>Hulp staat in de brief van uw school.</translation>
    </message>
    <message>
        <source>Need help? {name}</source>
        <translation>Hulp nodig? {name}</translation>
    </message>
</context>
<context>
    <name>Contents</name>
    <message>
        <source>1 evaluation this year</source>
        <translation>1 evaluatie dit jaar</translation>
    </message>
    <message>
        <source>All results</source>
        <translation>Alle resultaten</translation>
    </message>
    <message>
        <source>In between</source>
        <translation>Tussentijds</translation>
    </message>
    <message>
        <source>No report yet</source>
        <translation>Nog geen rapport</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporten</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nieuw</translation>
    </message>
    <message>
        <source>no evaluations this year yet</source>
        <translation>nog geen evaluaties dit jaar</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>sinds {day}</translation>
    </message>
    <message>
        <source>{n} evaluations this year</source>
        <translation>{n} evaluaties dit jaar</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Fit the width, or the whole page</source>
        <translation>Op de breedte, of de hele pagina</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Groter</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>{percent}%</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>{percent}, fit the width or the whole page</source>
        <translation>{percent}, op de breedte of de hele pagina</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Also in this conversation</source>
        <translation>Ook in dit gesprek</translation>
    </message>
    <message>
        <source>Earlier in this conversation</source>
        <translation>Eerder in dit gesprek</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Alle {count} tonen</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>unread</source>
        <translation>ongelezen</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>At this school, whoever sends you a message sees when it has come to a device of yours, also before you open it.</source>
        <translation>Wie u op deze school een bericht stuurt, ziet wanneer het op een toestel van u is aangekomen, ook voordat u het opent.</translation>
    </message>
</context>
<context>
    <name>DetailsCard</name>
    <message>
        <source>And {n} more.</source>
        <translation>En nog {n}.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Gedaan</translation>
    </message>
    <message>
        <source>For: {whom}</source>
        <translation>Voor: {whom}</translation>
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
    <name>DisplaySection</name>
    <message>
        <source>As the computer</source>
        <translation>Zoals de computer</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Kleuren</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>Everything grows with the text.</source>
        <translation>Alles groeit mee met de tekst.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoog contrast</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tekstgrootte</translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message>
        <source>New folder</source>
        <translation>Nieuwe map</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>It goes at once, also after the hours of the school, and its e-mails do not wait for quiet hours. The school keeps the reason.</source>
        <translation>Het vertrekt meteen, ook na de uren van de school, en de e-mails erover wachten niet op stille uren. De school bewaart de reden.</translation>
    </message>
    <message>
        <source>Send as an emergency?</source>
        <translation>Als noodgeval verzenden?</translation>
    </message>
    <message>
        <source>This is an emergency</source>
        <translation>Dit is een noodgeval</translation>
    </message>
    <message>
        <source>Why can it not wait?</source>
        <translation>Waarom kan het niet wachten?</translation>
    </message>
    <message>
        <source>Write in a few words why this cannot wait.</source>
        <translation>Schrijf in enkele woorden waarom dit niet kan wachten.</translation>
    </message>
</context>
<context>
    <name>Faces</name>
    <message>
        <source>Ask the school</source>
        <translation>Vraag het de school</translation>
    </message>
    <message>
        <source>Being fetched for the first time</source>
        <translation>Wordt voor het eerst opgehaald</translation>
    </message>
    <message>
        <source>Fetching failed at {time}</source>
        <translation>Ophalen mislukt om {time}</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Vergrendeld</translation>
    </message>
    <message>
        <source>The newest comes first. You can go on meanwhile.</source>
        <translation>Het nieuwste komt eerst. U kunt intussen verdergaan.</translation>
    </message>
    <message>
        <source>The school does not show this to your account.</source>
        <translation>De school toont dit niet aan uw account.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Nu proberen</translation>
    </message>
    <message>
        <source>Unlock ssdesk to see this.</source>
        <translation>Ontgrendel ssdesk om dit te zien.</translation>
    </message>
    <message>
        <source>We try again at {time}.</source>
        <translation>Wij proberen het om {time} opnieuw.</translation>
    </message>
    <message>
        <source>You are offline. This is how it was {when}.</source>
        <translation>U bent offline. Dit is de stand van {when}.</translation>
    </message>
    <message>
        <source>You have no right to this</source>
        <translation>Daarvoor hebt u geen rechten</translation>
    </message>
    <message>
        <source>Your school does not use this</source>
        <translation>Uw school gebruikt dit niet</translation>
    </message>
    <message>
        <source>{done} of {all} fetched.</source>
        <translation>{done} van {all} opgehaald.</translation>
    </message>
    <message>
        <source>{school} does it in another way, on paper for instance.</source>
        <translation>{school} doet dit op een andere manier, op papier bijvoorbeeld.</translation>
    </message>
</context>
<context>
    <name>Fetching</name>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>{have} of {size}</source>
        <translation>{have} van {size}</translation>
    </message>
    <message>
        <source>{report} is being fetched</source>
        <translation>{report} wordt opgehaald</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>class</source>
        <translation>klas</translation>
    </message>
    <message>
        <source>date</source>
        <translation>datum</translation>
    </message>
    <message>
        <source>first name of the child</source>
        <translation>voornaam kind</translation>
    </message>
    <message>
        <source>school</source>
        <translation>school</translation>
    </message>
</context>
<context>
    <name>FileKeeper</name>
    <message>
        <source>Not taken along: {files}. {why} Attach it again, or choose the child you began with.</source>
        <translation>Niet meegenomen: {files}. {why} Voeg het opnieuw toe, of kies het kind waarmee u begon.</translation>
    </message>
    <message>
        <source>So it is with {n} more.</source>
        <translation>Zo is het met nog {n} bestanden.</translation>
    </message>
    <message>
        <source>This picture cannot be kept. Save it as a file and attach that.</source>
        <translation>Deze afbeelding kan niet bewaard worden. Sla ze op als bestand en voeg dat toe.</translation>
    </message>
    <message>
        <source>With {file} the message would be {size}; the school accepts {most}.</source>
        <translation>Met {file} wordt het bericht {size}; de school aanvaardt {most}.</translation>
    </message>
    <message>
        <source>image {n}</source>
        <translation>afbeelding {n}</translation>
    </message>
    <message>
        <source>{file} is a folder. Choose the files in it.</source>
        <translation>{file} is een map. Kies de bestanden in de map.</translation>
    </message>
    <message>
        <source>{file} is empty. Choose another file.</source>
        <translation>{file} is leeg. Kies een ander bestand.</translation>
    </message>
    <message>
        <source>{file} is {size}; the school accepts {most}.</source>
        <translation>{file} is {size}; de school aanvaardt {most}.</translation>
    </message>
    <message>
        <source>{file}: the school does not accept this kind of file. It accepts {types}.</source>
        <translation>{file}: de school aanvaardt dit soort bestand niet. Zij aanvaardt {types}.</translation>
    </message>
</context>
<context>
    <name>FileTile</name>
    <message>
        <source>Save {file} as…</source>
        <translation>{file} opslaan als…</translation>
    </message>
    <message>
        <source>Stop fetching {file}</source>
        <translation>{file} niet verder ophalen</translation>
    </message>
    <message>
        <source>file</source>
        <translation>bestand</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>A copy of {file} is still being made.</source>
        <translation>Van {file} wordt nog een kopie gemaakt.</translation>
    </message>
    <message>
        <source>A file may be {most}, all files of a message together {whole}.</source>
        <translation>Een bestand mag {most} zijn, alle bestanden van een bericht samen {whole}.</translation>
    </message>
    <message>
        <source>Accepted: {types} and {n} more.</source>
        <translation>Aanvaard: {types} en nog {n} andere.</translation>
    </message>
    <message>
        <source>Accepted: {types}.</source>
        <translation>Aanvaard: {types}.</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle bestanden (*)</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Bestanden toevoegen</translation>
    </message>
    <message>
        <source>Copies of {n} files are still being made.</source>
        <translation>Van {n} bestanden wordt nog een kopie gemaakt.</translation>
    </message>
    <message>
        <source>Files that the school accepts ({endings})</source>
        <translation>Bestanden die de school aanvaardt ({endings})</translation>
    </message>
    <message>
        <source>Remove {file}</source>
        <translation>{file} verwijderen</translation>
    </message>
    <message>
        <source>{file}, being copied…</source>
        <translation>{file}, wordt gekopieerd…</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>From {name}</source>
        <translation>Van {name}</translation>
    </message>
    <message>
        <source>Press to show the others too</source>
        <translation>Druk om ook de andere te tonen</translation>
    </message>
    <message>
        <source>Show only…</source>
        <translation>Toon alleen…</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>Te beantwoorden</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ongelezen</translation>
    </message>
    <message>
        <source>With a flag</source>
        <translation>Met een vlag</translation>
    </message>
    <message>
        <source>With attachment</source>
        <translation>Met bijlage</translation>
    </message>
    <message>
        <source>{count} unread</source>
        <translation>{count} ongelezen</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Close the search</source>
        <translation>Zoeken sluiten</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Volgende plaats</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Niet gevonden</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige plaats</translation>
    </message>
    <message>
        <source>Search in this document</source>
        <translation>Zoeken in dit document</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Zoeken…</translation>
    </message>
    <message>
        <source>{place} / {total}</source>
        <translation>{place} / {total}</translation>
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
        <source>To my start page</source>
        <translation>Naar mijn startpagina</translation>
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
    <name>Flag</name>
    <message>
        <source>Blue</source>
        <translation>Blauw</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Groen</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Oranje</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rood</translation>
    </message>
</context>
<context>
    <name>FolderName</name>
    <message>
        <source>Name of the folder</source>
        <translation>Naam van de map</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Bewaren</translation>
    </message>
</context>
<context>
    <name>FolderQuestions</name>
    <message>
        <source>Delete the folder</source>
        <translation>Map verwijderen</translation>
    </message>
    <message>
        <source>Delete this folder?</source>
        <translation>Deze map verwijderen?</translation>
    </message>
    <message>
        <source>Rename the folder</source>
        <translation>Map een andere naam geven</translation>
    </message>
    <message>
        <source>The messages in it go to the archive. None is lost.</source>
        <translation>De berichten erin gaan naar het archief. Er gaat geen enkel bericht verloren.</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>(no name)</source>
        <translation>(geen naam)</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Discard</source>
        <translation>Weggooien</translation>
    </message>
</context>
<context>
    <name>ForWhom</name>
    <message>
        <source>For which child?</source>
        <translation>Namens welk kind?</translation>
    </message>
</context>
<context>
    <name>ForgottenPage</name>
    <message>
        <source>At least 8 characters of several kinds, or 4 words with spaces between them.</source>
        <translation>Minstens 8 tekens van verschillende soorten, of 4 woorden met spaties ertussen.</translation>
    </message>
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
        <source>If your e-mail address is confirmed, the school&apos;s server sends you a code. If not, the school office can give you one. Your messages stay.</source>
        <translation>Is uw e-mailadres bevestigd, dan stuurt de server van de school u een code. Zo niet, dan kan het secretariaat u er een geven. Uw berichten blijven bewaard.</translation>
    </message>
    <message>
        <source>New password or passphrase</source>
        <translation>Nieuw wachtwoord of wachtzin</translation>
    </message>
    <message>
        <source>Parents share a username, so the school asks both.</source>
        <translation>Ouders delen een gebruikersnaam; daarom vraagt de school beide.</translation>
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
        <source>Type your e-mail address.</source>
        <translation>Typ uw e-mailadres.</translation>
    </message>
    <message>
        <source>Type your username or e-mail address.</source>
        <translation>Typ uw gebruikersnaam of e-mailadres.</translation>
    </message>
    <message>
        <source>Username or e-mail address</source>
        <translation>Gebruikersnaam of e-mailadres</translation>
    </message>
    <message>
        <source>Your own e-mail address</source>
        <translation>Uw eigen e-mailadres</translation>
    </message>
</context>
<context>
    <name>FormatBar</name>
    <message>
        <source>1. List</source>
        <translation>1. Lijst</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Bijlage</translation>
    </message>
    <message>
        <source>B</source>
        <comment>bold</comment>
        <translation>B</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Vet</translation>
    </message>
    <message>
        <source>I</source>
        <comment>italic</comment>
        <translation>I</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Afbeelding</translation>
    </message>
    <message>
        <source>Images ({endings})</source>
        <translation>Afbeeldingen ({endings})</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Cursief</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Koppeling</translation>
    </message>
    <message>
        <source>Look of the text</source>
        <translation>Opmaak van de tekst</translation>
    </message>
    <message>
        <source>Put an image into the text</source>
        <translation>Een afbeelding in de tekst zetten</translation>
    </message>
    <message>
        <source>U</source>
        <comment>underlined</comment>
        <translation>U</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Onderstrepen</translation>
    </message>
    <message>
        <source>{name} ({key})</source>
        <translation>{name} ({key})</translation>
    </message>
    <message>
        <source>• List</source>
        <translation>• Lijst</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>1 child</source>
        <translation>1 kind</translation>
    </message>
    <message>
        <source>1 school</source>
        <translation>1 school</translation>
    </message>
    <message>
        <source>1 waiting</source>
        <translation>1 wacht</translation>
    </message>
    <message>
        <source>Accounts and signing out…</source>
        <translation>Accounts en afmelden…</translation>
    </message>
    <message>
        <source>Add another child…</source>
        <translation>Nog een kind toevoegen…</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>In orde</translation>
    </message>
    <message>
        <source>Being updated…</source>
        <translation>Wordt bijgewerkt…</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Nu vergrendelen</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Heeft u nodig</translation>
    </message>
    <message>
        <source>Notices…</source>
        <translation>Meldingen…</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Aangemeld</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Bijgewerkt</translation>
    </message>
    <message>
        <source>Updated at {time}</source>
        <translation>Bijgewerkt om {time}</translation>
    </message>
    <message>
        <source>{n} children</source>
        <translation>{n} kinderen</translation>
    </message>
    <message>
        <source>{n} schools</source>
        <translation>{n} scholen</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} wachten</translation>
    </message>
</context>
<context>
    <name>FromWhom</name>
    <message>
        <source>In whose name?</source>
        <translation>Namens wie?</translation>
    </message>
    <message>
        <source>in the name of {name}</source>
        <translation>namens {name}</translation>
    </message>
</context>
<context>
    <name>InboxBar</name>
    <message>
        <source>Back to the list</source>
        <translation>Terug naar de lijst</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Nieuw bericht</translation>
    </message>
    <message>
        <source>Search in messages</source>
        <translation>Zoek in berichten</translation>
    </message>
    <message>
        <source>Words in messages and their attachments. Between quotation marks: just so.</source>
        <translation>Woorden in berichten en hun bijlagen. Tussen aanhalingstekens: precies zo.</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>Pdf (*.pdf)</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Bewaren als pdf</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Bewaard: {file}</translation>
    </message>
    <message>
        <source>{have} of {size} fetched</source>
        <translation>{have} van {size} opgehaald</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>A message has not left yet.</source>
        <translation>Er is een bericht nog niet vertrokken.</translation>
    </message>
    <message>
        <source>At the next start</source>
        <translation>Bij de volgende start</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Toch sluiten</translation>
    </message>
    <message>
        <source>Nothing is lost: they leave when ssdesk is open again and has a connection.</source>
        <translation>Er gaat niets verloren: verzenden gaat verder als ssdesk weer open is en verbinding heeft.</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Nu verzenden</translation>
    </message>
    <message>
        <source>There is no connection now: they leave when ssdesk is open and has one.</source>
        <translation>Er is nu geen verbinding: wat wacht, vertrekt als ssdesk open is en verbinding heeft.</translation>
    </message>
    <message>
        <source>They are being sent.</source>
        <translation>Ze worden nu verzonden.</translation>
    </message>
    <message>
        <source>They can still be taken back.</source>
        <translation>U kunt ze nog terugnemen.</translation>
    </message>
    <message>
        <source>They wait for a connection.</source>
        <translation>Ze wachten op een verbinding.</translation>
    </message>
    <message>
        <source>{n} messages have not left yet.</source>
        <translation>{n} berichten zijn nog niet vertrokken.</translation>
    </message>
    <message>
        <source>“{subject}” can still be taken back.</source>
        <translation>U kunt “{subject}” nog terugnemen.</translation>
    </message>
    <message>
        <source>“{subject}” is being sent.</source>
        <translation>“{subject}” wordt nu verzonden.</translation>
    </message>
    <message>
        <source>“{subject}” waits for a connection.</source>
        <translation>“{subject}” wacht op een verbinding.</translation>
    </message>
</context>
<context>
    <name>LetterFiles</name>
    <message>
        <source>Choose first for which child you write.</source>
        <translation>Kies eerst namens welk kind u schrijft.</translation>
    </message>
</context>
<context>
    <name>LinkQuestion</name>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Invoegen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Koppeling</translation>
    </message>
    <message>
        <source>This is no address of a page. It looks like https://school.example.</source>
        <translation>Dit is geen adres van een pagina. Zo&apos;n adres ziet eruit als https://school.example.</translation>
    </message>
    <message>
        <source>Words to show</source>
        <translation>Woorden die te zien zijn</translation>
    </message>
</context>
<context>
    <name>ListCard</name>
    <message>
        <source>All absences</source>
        <translation>Alle afwezigheden</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Meer tonen</translation>
    </message>
</context>
<context>
    <name>ListFaces</name>
    <message>
        <source>A message that asks you for an answer stands here until you gave it.</source>
        <translation>Een bericht dat u om een antwoord vraagt, staat hier tot u geantwoord hebt.</translation>
    </message>
    <message>
        <source>A message you began and did not send yet is kept here.</source>
        <translation>Een bericht dat u begon en nog niet verzond, wordt hier bewaard.</translation>
    </message>
    <message>
        <source>A message you put off waits here until its moment.</source>
        <translation>Een bericht dat u uitstelt, wacht hier tot zijn moment.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>De zoekopdracht wissen</translation>
    </message>
    <message>
        <source>Everything you wrote has left.</source>
        <translation>Alles wat u schreef, is vertrokken.</translation>
    </message>
    <message>
        <source>Messages you archive stay here and can always be found.</source>
        <translation>Berichten die u archiveert, blijven hier en zijn altijd terug te vinden.</translation>
    </message>
    <message>
        <source>Messages you delete are kept here.</source>
        <translation>Berichten die u verwijdert, worden hier bewaard.</translation>
    </message>
    <message>
        <source>Messages you give a flag stand here, whatever folder they are in.</source>
        <translation>Berichten die u een vlag geeft, staan hier, in welke map ze ook zitten.</translation>
    </message>
    <message>
        <source>Move messages here from the menu of the message.</source>
        <translation>U verplaatst berichten hierheen met het menu van het bericht.</translation>
    </message>
    <message>
        <source>New messages of the school come here by themselves.</source>
        <translation>Nieuwe berichten van de school komen hier vanzelf.</translation>
    </message>
    <message>
        <source>No message fits this choice.</source>
        <translation>Geen bericht past bij deze keuze.</translation>
    </message>
    <message>
        <source>No message on this computer holds “{words}”.</source>
        <translation>Geen bericht op deze computer bevat “{words}”.</translation>
    </message>
    <message>
        <source>Not everything can be searched yet.</source>
        <translation>Nog niet alles is doorzoekbaar.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Niets gevonden</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Hier staat niets</translation>
    </message>
    <message>
        <source>Nothing you sent is waiting for an answer.</source>
        <translation>Niets van wat u verstuurde, wacht op een antwoord.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles tonen</translation>
    </message>
    <message>
        <source>What the school is to send at a moment of your choice waits here.</source>
        <translation>Wat de school op een moment naar uw keuze verstuurt, wacht hier.</translation>
    </message>
    <message>
        <source>What you send is kept here.</source>
        <translation>Wat u verzendt, wordt hier bewaard.</translation>
    </message>
    <message>
        <source>“{folder}” is empty</source>
        <translation>“{folder}” is leeg</translation>
    </message>
    <message>
        <source>“{value}” is no day. Type for instance {operator}:23/11.</source>
        <translation>“{value}” is geen dag. Typ bijvoorbeeld {operator}:23/11.</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>A deleted folder</source>
        <translation>Een verwijderde map</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle mappen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archief</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als tabel</translation>
    </message>
    <message>
        <source>As cards</source>
        <translation>Als kaarten</translation>
    </message>
    <message>
        <source>Delete this folder…</source>
        <translation>Deze map verwijderen…</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Verwijderd</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Concepten</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Met vlag</translation>
    </message>
    <message>
        <source>Folder: {name}</source>
        <translation>Map: {name}</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Postvak in</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>New folder for</source>
        <translation>Nieuwe map voor</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Nieuwe map…</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Postvak uit</translation>
    </message>
    <message>
        <source>Rename this folder…</source>
        <translation>Deze map een andere naam geven…</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Gepland</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Verzonden</translation>
    </message>
    <message>
        <source>To answer</source>
        <translation>Te beantwoorden</translation>
    </message>
    <message>
        <source>Waiting for an answer</source>
        <translation>Wacht op antwoord</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>Not everything can be searched yet: {count} messages to go.</source>
        <translation>Nog niet alles is doorzoekbaar: nog {count} berichten te gaan.</translation>
    </message>
    <message>
        <source>What you sent in the last {days} days and nobody answered yet.</source>
        <translation>Wat u in de laatste {days} dagen verstuurde en waarop nog niemand antwoordde.</translation>
    </message>
    <message>
        <source>You can also type: from:name to:name child:name attachment:word after:november before:23/11</source>
        <translation>U kunt ook typen: van:naam aan:naam kind:naam bijlage:woord na:november voor:23/11</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Erase and sign in again</source>
        <translation>Wissen en opnieuw aanmelden</translation>
    </message>
    <message>
        <source>Forgotten your passphrase?</source>
        <translation>Wachtzin vergeten?</translation>
    </message>
    <message>
        <source>Nobody can give the passphrase back.</source>
        <translation>Niemand kan de wachtzin teruggeven.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message>
        <source>Passphrase of this computer</source>
        <translation>Wachtzin van deze computer</translation>
    </message>
    <message>
        <source>The keyring of this computer is being asked. Perhaps it asks you for a password.</source>
        <translation>De sleutelbos van deze computer wordt aangesproken. Misschien vraagt hij u een wachtwoord.</translation>
    </message>
    <message>
        <source>The keyring of this computer is locked.</source>
        <translation>De sleutelbos van deze computer is vergrendeld.</translation>
    </message>
    <message>
        <source>The keys of your messages lie in its keyring, which does not run now. Start it and try again.</source>
        <translation>De sleutels van uw berichten liggen in de sleutelbos van deze computer, en die draait nu niet. Start die en probeer opnieuw.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Ontgrendelen</translation>
    </message>
    <message>
        <source>Unlock to see your messages</source>
        <translation>Ontgrendel om uw berichten te zien</translation>
    </message>
    <message>
        <source>You can erase what is on this computer and sign in again: your messages are still at the school. What you wrote and has not left yet is lost.</source>
        <translation>U kunt alles op deze computer wissen en opnieuw aanmelden: uw berichten staan nog bij de school. Wat u schreef en nog niet vertrokken is, gaat verloren.</translation>
    </message>
    <message>
        <source>Your messages are being locked</source>
        <translation>Uw berichten worden vergrendeld</translation>
    </message>
    <message>
        <source>Your messages are kept encrypted on this computer.</source>
        <translation>Uw berichten staan versleuteld op deze computer.</translation>
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
    <name>Making</name>
    <message>
        <source>{name} is being prepared</source>
        <translation>{name} wordt klaargemaakt</translation>
    </message>
</context>
<context>
    <name>MessageHead</name>
    <message>
        <source>about</source>
        <translation>over</translation>
    </message>
    <message>
        <source>opened at {time}</source>
        <translation>geopend om {time}</translation>
    </message>
    <message>
        <source>opened {when}</source>
        <translation>geopend {when}</translation>
    </message>
    <message>
        <source>to you</source>
        <translation>aan u</translation>
    </message>
    <message>
        <source>to you, about</source>
        <translation>aan u, over</translation>
    </message>
    <message>
        <source>to you, group message</source>
        <translation>aan u, groepsbericht</translation>
    </message>
    <message>
        <source>to you, group message about</source>
        <translation>aan u, groepsbericht over</translation>
    </message>
    <message>
        <source>to {names}</source>
        <translation>aan {names}</translation>
    </message>
</context>
<context>
    <name>MessageMenus</name>
    <message>
        <source>Archive</source>
        <translation>Archief</translation>
    </message>
    <message>
        <source>Ask for a talk</source>
        <translation>Een gesprek vragen</translation>
    </message>
    <message>
        <source>Choose a day and hour…</source>
        <translation>Kies een dag en uur…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Niet versturen</translation>
    </message>
    <message>
        <source>Everything about {child}</source>
        <translation>Alles over {child}</translation>
    </message>
    <message>
        <source>Everything from {name}</source>
        <translation>Alles van {name}</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Vlag</translation>
    </message>
    <message>
        <source>In 3 hours</source>
        <translation>Straks (over 3 uur)</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Postvak in</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelezen markeren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ongelezen markeren</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Maandag</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Verplaatsen naar</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>Nieuwe map…</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>Geen vlag</translation>
    </message>
    <message>
        <source>Not meant for me</source>
        <translation>Niet voor mij bedoeld</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Openen</translation>
    </message>
    <message>
        <source>Own folders: choose messages of one child</source>
        <translation>Eigen mappen: kies berichten van één kind</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Terugzetten</translation>
    </message>
    <message>
        <source>This evening</source>
        <translation>Vanavond</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>(no subject)</source>
        <translation>(geen onderwerp)</translation>
    </message>
</context>
<context>
    <name>Moment</name>
    <message>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Uur</translation>
    </message>
    <message>
        <source>Put off</source>
        <translation>Uitstellen</translation>
    </message>
    <message>
        <source>That moment is past.</source>
        <translation>Dat moment is al voorbij.</translation>
    </message>
    <message>
        <source>When should it come back?</source>
        <translation>Wanneer moet het terugkomen?</translation>
    </message>
</context>
<context>
    <name>MonthCard</name>
    <message>
        <source>A month earlier</source>
        <translation>Een maand vroeger</translation>
    </message>
    <message>
        <source>A month later</source>
        <translation>Een maand later</translation>
    </message>
    <message>
        <source>A year earlier</source>
        <translation>Een jaar vroeger</translation>
    </message>
    <message>
        <source>A year later</source>
        <translation>Een jaar later</translation>
    </message>
    <message>
        <source>Go to a date</source>
        <translation>Naar een datum gaan</translation>
    </message>
</context>
<context>
    <name>MoreButton</name>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
</context>
<context>
    <name>MoreChip</name>
    <message>
        <source>Show all {n} who were chosen</source>
        <translation>Alle {n} gekozen personen tonen</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>en nog {n}</translation>
    </message>
</context>
<context>
    <name>NameButton</name>
    <message>
        <source>Page of {child}</source>
        <translation>Pagina van {child}</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>(no title)</source>
        <translation>(geen titel)</translation>
    </message>
    <message>
        <source>important</source>
        <translation>belangrijk</translation>
    </message>
</context>
<context>
    <name>NewsRow</name>
    <message>
        <source>open</source>
        <translation>openen</translation>
    </message>
</context>
<context>
    <name>NewsScreen</name>
    <message>
        <source>Back to the list</source>
        <translation>Terug naar de lijst</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Nieuws</translation>
    </message>
    <message>
        <source>No news yet</source>
        <translation>Nog geen nieuws</translation>
    </message>
    <message>
        <source>What the school tells everybody comes here.</source>
        <translation>Wat de school aan iedereen vertelt, komt hier.</translation>
    </message>
</context>
<context>
    <name>NewsText</name>
    <message>
        <source>Text of the news</source>
        <translation>Tekst van het nieuws</translation>
    </message>
</context>
<context>
    <name>NoticesSection</name>
    <message>
        <source>A notice or e-mail says that a message came, never what is in it.</source>
        <translation>Een melding of e-mail zegt dat er een bericht is, nooit wat erin staat.</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Alle accounts</translation>
    </message>
    <message>
        <source>All children</source>
        <translation>Alle kinderen</translation>
    </message>
    <message>
        <source>Both children</source>
        <translation>Beide kinderen</translation>
    </message>
    <message>
        <source>By e-mail</source>
        <translation>Per e-mail</translation>
    </message>
    <message>
        <source>Every message goes to your own confirmed e-mail address, with the names of its attachments. Whoever reads that mailbox reads it. The school sees it as read only when you open it here.</source>
        <translation>Elk bericht gaat naar uw eigen bevestigde e-mailadres, met de namen van de bijlagen. Wie die mailbox leest, leest het mee. Voor de school is het pas gelezen wanneer u het hier opent.</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Voor wie</translation>
    </message>
    <message>
        <source>Hold e-mails back outside these hours too</source>
        <translation>Ook e-mails zo lang vasthouden</translation>
    </message>
    <message>
        <source>In the e-mail</source>
        <translation>In de e-mail</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>Messages: a notice on this computer</source>
        <translation>Berichten: een melding op deze computer</translation>
    </message>
    <message>
        <source>Messages: an e-mail</source>
        <translation>Berichten: een e-mail</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>Module</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Op deze computer</translation>
    </message>
    <message>
        <source>Outside these hours it stays quiet. You find everything when you open ssdesk.</source>
        <translation>Daarbuiten blijft het stil. U vindt alles terug zodra u ssdesk opent.</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Stil vanaf</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Stil tot</translation>
    </message>
    <message>
        <source>What the e-mail holds</source>
        <translation>Wat er in de e-mail staat</translation>
    </message>
    <message>
        <source>What you get a notice for</source>
        <translation>Waarvoor u een melding krijgt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wanneer</translation>
    </message>
    <message>
        <source>Which child</source>
        <translation>Welk kind</translation>
    </message>
    <message>
        <source>a notice</source>
        <translation>een melding</translation>
    </message>
    <message>
        <source>for</source>
        <translation>voor</translation>
    </message>
    <message>
        <source>for each</source>
        <translation>per kind</translation>
    </message>
    <message>
        <source>from</source>
        <translation>van</translation>
    </message>
    <message>
        <source>the message itself</source>
        <translation>het bericht zelf</translation>
    </message>
    <message>
        <source>to</source>
        <translation>tot</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>1 emergency message</source>
        <translation>1 noodbericht</translation>
    </message>
    <message>
        <source>1 new message</source>
        <translation>1 nieuw bericht</translation>
    </message>
    <message>
        <source>{n} emergency messages</source>
        <translation>{n} noodberichten</translation>
    </message>
    <message>
        <source>{n} new messages</source>
        <translation>{n} nieuwe berichten</translation>
    </message>
</context>
<context>
    <name>NumbersCard</name>
    <message>
        <source>No absences.</source>
        <translation>Geen afwezigheden.</translation>
    </message>
    <message>
        <source>Of these not judged yet</source>
        <translation>Daarvan nog niet beoordeeld</translation>
    </message>
    <message>
        <source>School year {year} in numbers</source>
        <translation>Schooljaar {year} in cijfers</translation>
    </message>
    <message>
        <source>This school year in numbers</source>
        <translation>Dit schooljaar in cijfers</translation>
    </message>
</context>
<context>
    <name>OutboxCard</name>
    <message>
        <source>(no subject)</source>
        <translation>(geen onderwerp)</translation>
    </message>
    <message>
        <source>1 waiting</source>
        <translation>1 wacht</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>In orde</translation>
    </message>
    <message>
        <source>Answer with one click</source>
        <translation>Antwoord met één klik</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Wijzigen</translation>
    </message>
    <message>
        <source>Change {subject}</source>
        <translation>{subject} wijzigen</translation>
    </message>
    <message>
        <source>Draft thrown away</source>
        <translation>Concept weggegooid</translation>
    </message>
    <message>
        <source>Draft: {subject}</source>
        <translation>Concept: {subject}</translation>
    </message>
    <message>
        <source>Everything has been sent.</source>
        <translation>Alles is verzonden.</translation>
    </message>
    <message>
        <source>Flag changed</source>
        <translation>Vlag gewijzigd</translation>
    </message>
    <message>
        <source>Folder deleted</source>
        <translation>Map verwijderd</translation>
    </message>
    <message>
        <source>Folder named</source>
        <translation>Map benoemd</translation>
    </message>
    <message>
        <source>Kept text deleted</source>
        <translation>Bewaarde tekst verwijderd</translation>
    </message>
    <message>
        <source>Marked as unread or read</source>
        <translation>Als ongelezen of gelezen gemarkeerd</translation>
    </message>
    <message>
        <source>Message moved</source>
        <translation>Bericht verplaatst</translation>
    </message>
    <message>
        <source>Message put off</source>
        <translation>Bericht uitgesteld</translation>
    </message>
    <message>
        <source>Message taken back</source>
        <translation>Bericht teruggenomen</translation>
    </message>
    <message>
        <source>Not sent: {reason}</source>
        <translation>Niet verzonden: {reason}</translation>
    </message>
    <message>
        <source>Notices changed</source>
        <translation>Meldingen gewijzigd</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Openen</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Postvak uit</translation>
    </message>
    <message>
        <source>Own details changed</source>
        <translation>Eigen gegevens gewijzigd</translation>
    </message>
    <message>
        <source>Read receipt</source>
        <translation>Leesbevestiging</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop sending {subject}</source>
        <translation>Verzenden van {subject} stoppen</translation>
    </message>
    <message>
        <source>Text kept</source>
        <translation>Tekst bewaard</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>en nog {n}</translation>
    </message>
    <message>
        <source>leaves in {n} s</source>
        <translation>vertrekt over {n} s</translation>
    </message>
    <message>
        <source>to {names}, written {when}</source>
        <translation>aan {names}, geschreven {when}</translation>
    </message>
    <message>
        <source>to {names}, {when}</source>
        <translation>aan {names}, {when}</translation>
    </message>
    <message>
        <source>{have} of {size} uploaded</source>
        <translation>{have} van {size} verstuurd</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} wachten</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>A confirmation is asked by {when}.</source>
        <translation>Een bevestiging wordt gevraagd voor {when}.</translation>
    </message>
    <message>
        <source>A confirmation is asked by {when}; earlier from who works more days.</source>
        <translation>Een bevestiging wordt gevraagd voor {when}; vroeger van wie meer dagen werkt.</translation>
    </message>
    <message>
        <source>A confirmation was due by {when}.</source>
        <translation>De bevestiging moest er zijn voor {when}.</translation>
    </message>
    <message>
        <source>A first reaction is expected by {when}.</source>
        <translation>Een eerste reactie wordt verwacht voor {when}.</translation>
    </message>
    <message>
        <source>A first reaction was expected by {when}.</source>
        <translation>Een eerste reactie werd verwacht voor {when}.</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>In orde</translation>
    </message>
    <message>
        <source>An answer is asked by {when}.</source>
        <translation>Een antwoord wordt gevraagd voor {when}.</translation>
    </message>
    <message>
        <source>An answer is asked by {when}; earlier from who works more days.</source>
        <translation>Een antwoord wordt gevraagd voor {when}; vroeger van wie meer dagen werkt.</translation>
    </message>
    <message>
        <source>An answer was due by {when}.</source>
        <translation>Het antwoord moest er zijn voor {when}.</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Niet versturen</translation>
    </message>
    <message>
        <source>Do not take back</source>
        <translation>Niet terugnemen</translation>
    </message>
    <message>
        <source>First reactions that should have come by now: {n}.</source>
        <translation>Eerste reacties die er al moesten zijn: {n}.</translation>
    </message>
    <message>
        <source>Hide the recipients</source>
        <translation>Ontvangers verbergen</translation>
    </message>
    <message>
        <source>It is to be opened by {when}.</source>
        <translation>Het is te openen voor {when}.</translation>
    </message>
    <message>
        <source>It is to be opened by {when}; earlier by who works more days.</source>
        <translation>Het is te openen voor {when}; vroeger door wie meer dagen werkt.</translation>
    </message>
    <message>
        <source>It was to be opened by {when}.</source>
        <translation>Het moest geopend zijn voor {when}.</translation>
    </message>
    <message>
        <source>Last reminder: {when}.</source>
        <translation>Laatste herinnering: {when}.</translation>
    </message>
    <message>
        <source>Make it a draft</source>
        <translation>Er een concept van maken</translation>
    </message>
    <message>
        <source>Make it a draft, change what is wrong and send it again.</source>
        <translation>Maak er een concept van, pas aan wat niet klopt en verstuur het opnieuw.</translation>
    </message>
    <message>
        <source>Make it a draft: who is gone is left out, and you can send it to the others.</source>
        <translation>Maak er een concept van: wie weg is, valt eruit, en u kunt het aan de anderen sturen.</translation>
    </message>
    <message>
        <source>No answer is asked any more.</source>
        <translation>Er wordt geen antwoord meer gevraagd.</translation>
    </message>
    <message>
        <source>No answer needed any more…</source>
        <translation>Geen antwoord meer nodig…</translation>
    </message>
    <message>
        <source>Remind who has not answered ({n})…</source>
        <translation>Herinneren wie nog niet antwoordde ({n})…</translation>
    </message>
    <message>
        <source>Remind who has not confirmed ({n})…</source>
        <translation>Herinneren wie nog niet bevestigde ({n})…</translation>
    </message>
    <message>
        <source>Remind who has not read it ({n})…</source>
        <translation>Herinneren wie het nog niet las ({n})…</translation>
    </message>
    <message>
        <source>Remind…</source>
        <translation>Herinneren…</translation>
    </message>
    <message>
        <source>Show the recipients</source>
        <translation>Ontvangers tonen</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Terugnemen…</translation>
    </message>
    <message>
        <source>Taken back {when}, before {name} read it.</source>
        <translation>Teruggenomen {when}, voordat {name} het las.</translation>
    </message>
    <message>
        <source>Taking it back waits in the outbox until the school can be reached. Who reads it before that keeps it.</source>
        <translation>Het terugnemen wacht in het postvak uit tot de school bereikbaar is. Wie het voordien leest, houdt het.</translation>
    </message>
    <message>
        <source>The recipient</source>
        <translation>De ontvanger</translation>
    </message>
    <message>
        <source>This message did not leave on {when}, and nobody got it.</source>
        <translation>Dit bericht is niet vertrokken op {when}; niemand heeft het gekregen.</translation>
    </message>
    <message>
        <source>This message leaves on {when}. Nobody sees it before that.</source>
        <translation>Dit bericht vertrekt op {when}. Niemand ziet het eerder.</translation>
    </message>
    <message>
        <source>This message should have left on {when}. If it stays here, the school could not send it.</source>
        <translation>Dit bericht moest vertrekken op {when}. Blijft het hier staan, dan kon de school het niet versturen.</translation>
    </message>
    <message>
        <source>answer follows: {n}</source>
        <translation>antwoord volgt: {n}</translation>
    </message>
    <message>
        <source>not meant for them: {n}</source>
        <translation>niet voor hen bedoeld: {n}</translation>
    </message>
    <message>
        <source>talk asked: {n}</source>
        <translation>gesprek gevraagd: {n}</translation>
    </message>
    <message>
        <source>{name} answered {when}.</source>
        <translation>{name} antwoordde {when}.</translation>
    </message>
    <message>
        <source>{name} asked {when} for a talk.</source>
        <translation>{name} vroeg {when} een gesprek.</translation>
    </message>
    <message>
        <source>{name} confirmed it {when}.</source>
        <translation>{name} bevestigde het {when}.</translation>
    </message>
    <message>
        <source>{name} has it on a device since {when} and has not read it yet.</source>
        <translation>{name} heeft het op een toestel ({when}) en heeft het nog niet gelezen.</translation>
    </message>
    <message>
        <source>{name} has not read it yet.</source>
        <translation>{name} heeft het nog niet gelezen.</translation>
    </message>
    <message>
        <source>{name} read it {when} and has not answered yet.</source>
        <translation>{name} las het {when} en heeft nog niet geantwoord.</translation>
    </message>
    <message>
        <source>{name} read it {when} and has not confirmed yet.</source>
        <translation>{name} las het {when} en heeft nog niet bevestigd.</translation>
    </message>
    <message>
        <source>{name} read it {when}.</source>
        <translation>{name} las het {when}.</translation>
    </message>
    <message>
        <source>{name} said {when} that a full answer follows.</source>
        <translation>{name} liet {when} weten dat een volledig antwoord volgt.</translation>
    </message>
    <message>
        <source>{name} said {when} that it is meant for somebody else.</source>
        <translation>{name} liet {when} weten dat het voor iemand anders bedoeld is.</translation>
    </message>
    <message>
        <source>{n} answered</source>
        <translation>{n} beantwoord</translation>
    </message>
    <message>
        <source>{n} answered, {m} not yet</source>
        <translation>{n} beantwoord, {m} nog niet</translation>
    </message>
    <message>
        <source>{n} confirmed</source>
        <translation>{n} bevestigd</translation>
    </message>
    <message>
        <source>{n} confirmed, {m} not yet</source>
        <translation>{n} bevestigd, {m} nog niet</translation>
    </message>
    <message>
        <source>{n} on a device, not opened</source>
        <translation>{n} op een toestel, niet geopend</translation>
    </message>
    <message>
        <source>{n} taken back</source>
        <translation>{n} teruggenomen</translation>
    </message>
    <message>
        <source>{opened} of {count} read</source>
        <translation>{opened} van {count} gelezen</translation>
    </message>
    <message>
        <source>{opened} of {count} read, {n} not yet</source>
        <translation>{opened} van {count} gelezen, {n} nog niet</translation>
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
    <name>PageView</name>
    <message>
        <source>Page {page} of {count}</source>
        <translation>Pagina {page} van {count}</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Open with another program</source>
        <translation>Openen met een ander programma</translation>
    </message>
    <message>
        <source>Save it to read it.</source>
        <translation>Bewaar het om het te lezen.</translation>
    </message>
    <message>
        <source>This report is too large to be shown here</source>
        <translation>Dit rapport is te groot om hier te tonen</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>Opdrachten</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>Zoek in alles</translation>
    </message>
    <message>
        <source>Find people, messages, days, reports, or what you want to do</source>
        <translation>Zoek mensen, berichten, dagen, rapporten, of wat u wilt doen</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Ga naar</translation>
    </message>
    <message>
        <source>Nothing found for “{words}”</source>
        <translation>Niets gevonden voor “{words}”</translation>
    </message>
    <message>
        <source>Recently</source>
        <translation>Onlangs</translation>
    </message>
    <message>
        <source>Show {n} more</source>
        <translation>Nog {n} tonen</translation>
    </message>
    <message>
        <source>Try fewer words, or only their first letters.</source>
        <translation>Probeer minder woorden, of alleen de eerste letters.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Wat gevonden is</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>kiezen</translation>
    </message>
    <message>
        <source>close</source>
        <translation>sluiten</translation>
    </message>
    <message>
        <source>open</source>
        <translation>openen</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>And {n} more.</source>
        <translation>En nog {n}.</translation>
    </message>
    <message>
        <source>Coming tests</source>
        <translation>Komende toetsen</translation>
    </message>
    <message>
        <source>For {names} the paper agenda comes first: it may say more than what stands here.</source>
        <translation>Voor {names} komt de papieren agenda eerst: daar kan meer in staan dan hier.</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Vakanties</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Lagen</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lessen</translation>
    </message>
    <message>
        <source>School calendars</source>
        <translation>Schoolkalenders</translation>
    </message>
    <message>
        <source>Tasks and tests</source>
        <translation>Taken en toetsen</translation>
    </message>
    <message>
        <source>in {n} days</source>
        <translation>over {n} dagen</translation>
    </message>
    <message>
        <source>lessons</source>
        <translation>lessen</translation>
    </message>
    <message>
        <source>tasks and tests</source>
        <translation>taken en toetsen</translation>
    </message>
    <message>
        <source>today</source>
        <translation>vandaag</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>{names} and {name}</source>
        <translation>{names} en {name}</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>This page is being drawn…</source>
        <translation>Deze pagina wordt getekend…</translation>
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
        <source>Many people use this sentence. Take another one.</source>
        <translation>Veel mensen gebruiken deze zin. Neem een andere.</translation>
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
        <source>Save and go on</source>
        <translation>Opslaan en verder</translation>
    </message>
    <message>
        <source>Type the same passphrase twice.</source>
        <translation>Typ tweemaal dezelfde wachtzin.</translation>
    </message>
    <message>
        <source>ssdesk keeps your messages encrypted on this computer and asks for this passphrase when it opens. It stays here: the school does not know it and cannot give it back. If you forget it, sign in again.</source>
        <translation>ssdesk bewaart uw berichten versleuteld op deze computer en vraagt deze wachtzin bij het openen. Ze blijft hier: de school kent ze niet en kan ze niet teruggeven. Vergeet u ze, meld u dan opnieuw aan.</translation>
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
        <source>You no longer need the code from the letter then. Another parent chooses a password of their own.</source>
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
    <name>People</name>
    <message>
        <source>Asks for a talk</source>
        <translation>Vraagt een gesprek</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Iedereen</translation>
    </message>
    <message>
        <source>Name or role</source>
        <translation>Naam of rol</translation>
    </message>
    <message>
        <source>Nobody fits this choice.</source>
        <translation>Niemand past bij deze keuze.</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Niet beantwoord</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Niet bevestigd</translation>
    </message>
    <message>
        <source>Not for me</source>
        <translation>Niet voor mij</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Niet geopend</translation>
    </message>
    <message>
        <source>On a device, not opened</source>
        <translation>Op een toestel, niet geopend</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Ontvangers</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Teruggenomen</translation>
    </message>
</context>
<context>
    <name>PersonChip</name>
    <message>
        <source>Remove {name}</source>
        <translation>{name} verwijderen</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Show the picture ({size})</source>
        <translation>De afbeelding tonen ({size})</translation>
    </message>
    <message>
        <source>Show {count} pictures ({size})</source>
        <translation>{count} afbeeldingen tonen ({size})</translation>
    </message>
    <message>
        <source>Stop fetching ({percent}%)</source>
        <translation>Stoppen met ophalen ({percent}%)</translation>
    </message>
</context>
<context>
    <name>Planner</name>
    <message>
        <source>+{n}</source>
        <translation>+{n}</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activiteit</translation>
    </message>
    <message>
        <source>Day off</source>
        <translation>Vrije dag</translation>
    </message>
    <message>
        <source>For parents</source>
        <translation>Voor ouders</translation>
    </message>
    <message>
        <source>Holiday</source>
        <translation>Vakantie</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Les</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Taak</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Toets</translation>
    </message>
    <message>
        <source>To bring</source>
        <translation>Mee te brengen</translation>
    </message>
    <message>
        <source>Trip</source>
        <translation>Uitstap</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>vervalt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>gewijzigd</translation>
    </message>
    <message>
        <source>done</source>
        <translation>klaar</translation>
    </message>
    <message>
        <source>{n} together</source>
        <translation>{n} samen</translation>
    </message>
</context>
<context>
    <name>PlannerBar</name>
    <message>
        <source>Day</source>
        <translation>Dag</translation>
    </message>
    <message>
        <source>Day (D)</source>
        <translation>Dag (D)</translation>
    </message>
    <message>
        <source>Go to a date</source>
        <translation>Naar een datum gaan</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>Volgende dag</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>Volgende week</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Planner</translation>
    </message>
    <message>
        <source>Previous day</source>
        <translation>Vorige dag</translation>
    </message>
    <message>
        <source>Previous week</source>
        <translation>Vorige week</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Te doen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>Today (T)</source>
        <translation>Vandaag (T)</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Week (W)</source>
        <translation>Week (W)</translation>
    </message>
</context>
<context>
    <name>PlannerScreen</name>
    <message>
        <source>To do in the week of {day}</source>
        <translation>Te doen in de week van {day}</translation>
    </message>
    <message>
        <source>To do this week</source>
        <translation>Te doen deze week</translation>
    </message>
</context>
<context>
    <name>Printout</name>
    <message>
        <source>(no subject)</source>
        <translation>(geen onderwerp)</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>Bijlagen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Pagina {page} van {pages}</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Verzonden</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>you</source>
        <translation>u</translation>
    </message>
</context>
<context>
    <name>Printouts</name>
    <message>
        <source>Message</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>Pdf (*.pdf)</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Opslaan als pdf</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>Printing</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>{done} of 1 page</source>
        <translation>{done} van 1 pagina</translation>
    </message>
    <message>
        <source>{done} of {pages} pages</source>
        <translation>{done} van {pages} pagina&apos;s</translation>
    </message>
    <message>
        <source>{name} is being printed</source>
        <translation>{name} wordt afgedrukt</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>Quoting</name>
    <message>
        <source>---- Forwarded message ----</source>
        <translation>---- Doorgestuurd bericht ----</translation>
    </message>
    <message>
        <source>Date: {when}</source>
        <translation>Datum: {when}</translation>
    </message>
    <message>
        <source>From: {name}</source>
        <translation>Van: {name}</translation>
    </message>
    <message>
        <source>Fwd: </source>
        <translation>Doorst: </translation>
    </message>
    <message>
        <source>Subject: {subject}</source>
        <translation>Onderwerp: {subject}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>Reaching</name>
    <message>
        <source>As known on this computer. The school decides who is in the groups when it is sent.</source>
        <translation>Zoals op deze computer bekend. De school bepaalt bij het verzenden wie er in de groepen zit.</translation>
    </message>
    <message>
        <source>Not reachable: {who}. The account is not in use yet, or the e-mail address not confirmed.</source>
        <translation>Niet bereikbaar: {who}. De account is nog niet in gebruik, of het e-mailadres is niet bevestigd.</translation>
    </message>
    <message>
        <source>Recipients: {count}. None of them sees the others.</source>
        <translation>Ontvangers: {count}. Niemand ziet de anderen.</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} en nog {n}</translation>
    </message>
</context>
<context>
    <name>Reader</name>
    <message>
        <source>(no subject)</source>
        <translation>(geen onderwerp)</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiveren</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Wijzigen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Noodgeval</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Vlag</translation>
    </message>
    <message>
        <source>Flag: {colour}</source>
        <translation>Vlag: {colour}</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Doorsturen</translation>
    </message>
    <message>
        <source>It opens in your own browser or mail program.</source>
        <translation>Hij opent in uw eigen browser of mailprogramma.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Openen</translation>
    </message>
    <message>
        <source>Open in its own window</source>
        <translation>In een eigen venster openen</translation>
    </message>
    <message>
        <source>Open this link?</source>
        <translation>Deze link openen?</translation>
    </message>
    <message>
        <source>Print the whole conversation…</source>
        <translation>Het hele gesprek afdrukken…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Afdrukken…</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Terugzetten</translation>
    </message>
    <message>
        <source>Put off: it comes back to the inbox on {when}.</source>
        <translation>Uitgesteld: het komt terug in uw Postvak in op {when}.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Beantwoorden</translation>
    </message>
    <message>
        <source>Reply to all</source>
        <translation>Allen beantwoorden</translation>
    </message>
    <message>
        <source>Reply to all ({count}): write to the group</source>
        <translation>Allen beantwoorden ({count}): schrijf naar de groep</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Opslaan als pdf…</translation>
    </message>
    <message>
        <source>Save the whole conversation as PDF…</source>
        <translation>Het hele gesprek opslaan als pdf…</translation>
    </message>
    <message>
        <source>Show the rest of this long message</source>
        <translation>De rest van dit lange bericht tonen</translation>
    </message>
    <message>
        <source>Take care: in the message it looks like a link to {site}.</source>
        <translation>Let op: in het bericht lijkt dit een link naar {site}.</translation>
    </message>
    <message>
        <source>Take care: the name of this site has unusual letters. It can look like another name.</source>
        <translation>Let op: de naam van deze website heeft ongewone letters. Hij kan op een andere naam lijken.</translation>
    </message>
    <message>
        <source>This message has not left yet. It goes out by itself.</source>
        <translation>Dit bericht is nog niet vertrokken. Het vertrekt vanzelf.</translation>
    </message>
    <message>
        <source>Write to this address?</source>
        <translation>Naar dit adres schrijven?</translation>
    </message>
    <message>
        <source>{names} are writing an answer to this message.</source>
        <translation>Wordt beantwoord door {names}.</translation>
    </message>
    <message>
        <source>{names} is writing an answer to this message.</source>
        <translation>Wordt beantwoord door {names}.</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Armistice Day</source>
        <translation>Wapenstilstand</translation>
    </message>
    <message>
        <source>As soon as the school puts a timetable here, you see it.</source>
        <translation>Zodra de school hier een lesrooster zet, ziet u het.</translation>
    </message>
    <message>
        <source>Ascension</source>
        <translation>Hemelvaart</translation>
    </message>
    <message>
        <source>Autumn holiday</source>
        <translation>Herfstvakantie</translation>
    </message>
    <message>
        <source>Carnival holiday</source>
        <translation>Krokusvakantie</translation>
    </message>
    <message>
        <source>Christmas holiday</source>
        <translation>Kerstvakantie</translation>
    </message>
    <message>
        <source>Easter Monday</source>
        <translation>Paasmaandag</translation>
    </message>
    <message>
        <source>Easter holiday</source>
        <translation>Paasvakantie</translation>
    </message>
    <message>
        <source>Everything is hidden</source>
        <translation>Alles is verborgen</translation>
    </message>
    <message>
        <source>It is the weekend.</source>
        <translation>Het is weekend.</translation>
    </message>
    <message>
        <source>Labour Day</source>
        <translation>Dag van de Arbeid</translation>
    </message>
    <message>
        <source>No lessons on this day</source>
        <translation>Geen lessen op deze dag</translation>
    </message>
    <message>
        <source>No lessons this week</source>
        <translation>Geen lessen deze week</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles tonen</translation>
    </message>
    <message>
        <source>Summer holiday</source>
        <translation>Zomervakantie</translation>
    </message>
    <message>
        <source>Whit Monday</source>
        <translation>Pinkstermaandag</translation>
    </message>
    <message>
        <source>You hid it under Layers.</source>
        <translation>U hebt het verborgen bij Lagen.</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>(no name)</source>
        <translation>(geen naam)</translation>
    </message>
    <message>
        <source>answer follows</source>
        <translation>antwoord volgt</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwoord</translation>
    </message>
    <message>
        <source>arrived {when}</source>
        <translation>aangekomen {when}</translation>
    </message>
    <message>
        <source>asks for a talk</source>
        <translation>vraagt een gesprek</translation>
    </message>
    <message>
        <source>by {when}</source>
        <translation>voor {when}</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bevestigd</translation>
    </message>
    <message>
        <source>not for me</source>
        <translation>niet voor mij</translation>
    </message>
    <message>
        <source>not opened</source>
        <translation>niet geopend</translation>
    </message>
    <message>
        <source>on a device</source>
        <translation>op een toestel</translation>
    </message>
    <message>
        <source>opening {until}</source>
        <translation>openen {until}</translation>
    </message>
    <message>
        <source>reaction {until}</source>
        <translation>reactie {until}</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelezen</translation>
    </message>
    <message>
        <source>read {when}</source>
        <translation>gelezen {when}</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>teruggenomen</translation>
    </message>
    <message>
        <source>was due {when}</source>
        <translation>moest {when}</translation>
    </message>
</context>
<context>
    <name>ReceiptHead</name>
    <message>
        <source>Arrived</source>
        <translation>Aangekomen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>Reactie</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelezen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>Recipient</name>
    <message>
        <source>You cannot write to “{name}” here. Choose somebody from the list.</source>
        <translation>U kunt hier niet schrijven naar “{name}”. Kies iemand uit de lijst.</translation>
    </message>
    <message>
        <source>{count} people fit. Choose one from the list.</source>
        <translation>{count} personen passen hierbij. Kies er een uit de lijst.</translation>
    </message>
</context>
<context>
    <name>Recipients</name>
    <message>
        <source>Nobody was added.</source>
        <translation>Er is niemand toegevoegd.</translation>
    </message>
    <message>
        <source>Not found here, or not clear who is meant: {names}.</source>
        <translation>Hier niet gevonden, of niet duidelijk wie u bedoelt: {names}.</translation>
    </message>
    <message>
        <source>Take some away, or choose a class or a group.</source>
        <translation>Haal er enkele weg, of kies een klas of een groep.</translation>
    </message>
    <message>
        <source>These are {count} groups; one message goes to at most {most}.</source>
        <translation>Dit zijn {count} groepen; één bericht gaat naar hoogstens {most}.</translation>
    </message>
    <message>
        <source>These are {count} people; one message goes to at most {most}.</source>
        <translation>Dit zijn {count} mensen; één bericht gaat naar hoogstens {most}.</translation>
    </message>
    <message>
        <source>This is too long for a list of people. Nobody was added.</source>
        <translation>Dit is te lang voor een lijst van mensen. Er is niemand toegevoegd.</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} en nog {n}</translation>
    </message>
</context>
<context>
    <name>Reminder</name>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Dear reader</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Kind regards</source>
        <translation>Met vriendelijke groeten</translation>
    </message>
    <message>
        <source>On {day} I sent you the message “{subject}”. I have not had your answer yet. Would you please open the message and answer?</source>
        <translation>Op {day} stuurde ik u het bericht “{subject}”. Ik kreeg nog geen antwoord van u. Wilt u het bericht openen en antwoorden?</translation>
    </message>
    <message>
        <source>On {day} I sent you the message “{subject}”. I have not had your confirmation yet. Would you please open the message and confirm?</source>
        <translation>Op {day} stuurde ik u het bericht “{subject}”. Ik kreeg nog geen bevestiging van u. Wilt u het bericht openen en bevestigen?</translation>
    </message>
    <message>
        <source>On {day} I sent you the message “{subject}”. Would you please open and read it?</source>
        <translation>Op {day} stuurde ik u het bericht “{subject}”. Wilt u het openen en lezen?</translation>
    </message>
    <message>
        <source>Only to those who have not answered yet: {n}.</source>
        <translation>Alleen naar wie nog niet antwoordde: {n}.</translation>
    </message>
    <message>
        <source>Only to those who have not confirmed yet: {n}.</source>
        <translation>Alleen naar wie nog niet bevestigde: {n}.</translation>
    </message>
    <message>
        <source>Only to those who have not read it yet: {n}.</source>
        <translation>Alleen naar wie het nog niet las: {n}.</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Herinneren</translation>
    </message>
    <message>
        <source>Reminder: {subject}</source>
        <translation>Herinnering: {subject}</translation>
    </message>
    <message>
        <source>Send to {n}</source>
        <translation>Verzenden naar {n}</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Onderwerp</translation>
    </message>
    <message>
        <source>Text of the reminder</source>
        <translation>Tekst van de herinnering</translation>
    </message>
    <message>
        <source>That is possible until {when}.</source>
        <translation>Dat kan tot {when}.</translation>
    </message>
    <message>
        <source>The school looks once more when it sends.</source>
        <translation>De school kijkt dat bij het verzenden nog eens na.</translation>
    </message>
    <message>
        <source>To {name}.</source>
        <translation>Aan {name}.</translation>
    </message>
</context>
<context>
    <name>ReportBanner</name>
    <message>
        <source>And 1 more.</source>
        <translation>En nog 1.</translation>
    </message>
    <message>
        <source>And {n} more.</source>
        <translation>En nog {n}.</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Rapport openen</translation>
    </message>
</context>
<context>
    <name>ReportFaces</name>
    <message>
        <source>Fetch the rest</source>
        <translation>De rest ophalen</translation>
    </message>
    <message>
        <source>It appears here when the school releases it.</source>
        <translation>Het verschijnt hier wanneer de school het vrijgeeft.</translation>
    </message>
    <message>
        <source>No report this school year yet</source>
        <translation>Nog geen rapport dit schooljaar</translation>
    </message>
    <message>
        <source>No results this school year yet</source>
        <translation>Nog geen resultaten dit schooljaar</translation>
    </message>
    <message>
        <source>The first one comes in autumn.</source>
        <translation>Het eerste komt in de herfst.</translation>
    </message>
    <message>
        <source>The school cannot be reached now. It is fetched as soon as it can.</source>
        <translation>De school is nu niet bereikbaar. Het wordt opgehaald zodra dat wel kan.</translation>
    </message>
    <message>
        <source>This report is not on this computer yet</source>
        <translation>Dit rapport staat nog niet op deze computer</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Nu proberen</translation>
    </message>
    <message>
        <source>What the teachers give appears here by itself.</source>
        <translation>Wat de leerkrachten geven, verschijnt hier vanzelf.</translation>
    </message>
    <message>
        <source>What was fetched already is kept.</source>
        <translation>Wat al is opgehaald, blijft bewaard.</translation>
    </message>
    <message>
        <source>You stopped fetching</source>
        <translation>U stopte het ophalen</translation>
    </message>
</context>
<context>
    <name>ReportsBar</name>
    <message>
        <source>Print</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporten</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Bewaren als pdf</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
</context>
<context>
    <name>Request</name>
    <message>
        <source>A confirmation of this message was due by {when}.</source>
        <translation>Dit bericht moest bevestigd zijn voor {when}.</translation>
    </message>
    <message>
        <source>A first reaction is expected before {when}; that a full answer follows is enough.</source>
        <translation>Een eerste reactie wordt verwacht vóór {when}; melden dat een volledig antwoord volgt, is genoeg.</translation>
    </message>
    <message>
        <source>A first reaction was expected before {when}.</source>
        <translation>Een eerste reactie werd verwacht vóór {when}.</translation>
    </message>
    <message>
        <source>A full answer follows</source>
        <translation>Volledig antwoord volgt</translation>
    </message>
    <message>
        <source>An answer to this message was due by {when}.</source>
        <translation>Dit bericht moest beantwoord zijn voor {when}.</translation>
    </message>
    <message>
        <source>Ask for a talk</source>
        <translation>Gesprek vragen</translation>
    </message>
    <message>
        <source>Choose again</source>
        <translation>Opnieuw kiezen</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bevestigen</translation>
    </message>
    <message>
        <source>Not meant for me</source>
        <translation>Niet voor mij bedoeld</translation>
    </message>
    <message>
        <source>The sender took this message back. No answer is needed any more.</source>
        <translation>De afzender nam dit bericht terug. Een antwoord is niet meer nodig.</translation>
    </message>
    <message>
        <source>This message asks an answer before {when}.</source>
        <translation>Dit bericht vraagt een antwoord vóór {when}.</translation>
    </message>
    <message>
        <source>This message asks an answer.</source>
        <translation>Dit bericht vraagt een antwoord.</translation>
    </message>
    <message>
        <source>This message asks you to confirm before {when}.</source>
        <translation>Dit bericht vraagt een bevestiging vóór {when}.</translation>
    </message>
    <message>
        <source>This message asks you to confirm.</source>
        <translation>Dit bericht vraagt een bevestiging.</translation>
    </message>
    <message>
        <source>You asked for a talk about this.</source>
        <translation>U vroeg hierover een gesprek.</translation>
    </message>
    <message>
        <source>You confirmed this.</source>
        <translation>U hebt dit bevestigd.</translation>
    </message>
    <message>
        <source>You said that a full answer follows.</source>
        <translation>U liet weten dat een volledig antwoord volgt.</translation>
    </message>
    <message>
        <source>You said that this is not meant for you.</source>
        <translation>U liet weten dat dit niet voor u bedoeld is.</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Average {percent}</source>
        <translation>Gemiddelde {percent}</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation>Zonder datum</translation>
    </message>
    <message>
        <source>from {first} to {last} in {n} results</source>
        <translation>van {first} naar {last} in {n} resultaten</translation>
    </message>
    <message>
        <source>without a date</source>
        <translation>zonder datum</translation>
    </message>
    <message>
        <source>{n} results, by the weights of the school</source>
        <translation>{n} resultaten, met de gewichten van de school</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>By subject</source>
        <translation>Per vak</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Nieuwste eerst</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultaten</translation>
    </message>
    <message>
        <source>School year: {year}</source>
        <translation>Schooljaar: {year}</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>(no subject)</source>
        <translation>(geen onderwerp)</translation>
    </message>
    <message>
        <source>You to {name}</source>
        <translation>U aan {name}</translation>
    </message>
    <message>
        <source>You, to nobody yet</source>
        <translation>U, nog aan niemand</translation>
    </message>
    <message>
        <source>You, to somebody unknown</source>
        <translation>U, aan een onbekende</translation>
    </message>
    <message>
        <source>about {child}</source>
        <translation>over {child}</translation>
    </message>
    <message>
        <source>answer by {when}</source>
        <translation>antwoord voor {when}</translation>
    </message>
    <message>
        <source>answer was due {when}</source>
        <translation>antwoord moest voor {when}</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwoord</translation>
    </message>
    <message>
        <source>back since {when}</source>
        <translation>terug sinds {when}</translation>
    </message>
    <message>
        <source>confirm by {when}</source>
        <translation>bevestigen voor {when}</translation>
    </message>
    <message>
        <source>confirmation was due {when}</source>
        <translation>bevestiging moest voor {when}</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bevestigd</translation>
    </message>
    <message>
        <source>did not leave</source>
        <translation>niet vertrokken</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>concept</translation>
    </message>
    <message>
        <source>emergency: {reason}</source>
        <translation>noodgeval: {reason}</translation>
    </message>
    <message>
        <source>first reaction by {when}</source>
        <translation>eerste reactie voor {when}</translation>
    </message>
    <message>
        <source>first reaction was due {when}</source>
        <translation>eerste reactie moest {when}</translation>
    </message>
    <message>
        <source>from {who}</source>
        <translation>van {who}</translation>
    </message>
    <message>
        <source>leaves {when}</source>
        <translation>vertrekt {when}</translation>
    </message>
    <message>
        <source>meant for others: {n}</source>
        <translation>voor anderen bedoeld: {n}</translation>
    </message>
    <message>
        <source>meant for somebody else</source>
        <translation>voor iemand anders bedoeld</translation>
    </message>
    <message>
        <source>not meant for you</source>
        <translation>niet voor u bedoeld</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>niet verzonden</translation>
    </message>
    <message>
        <source>open by {when}</source>
        <translation>te openen voor {when}</translation>
    </message>
    <message>
        <source>read by {opened} of {count}</source>
        <translation>gelezen door {opened} van {count}</translation>
    </message>
    <message>
        <source>read {when}</source>
        <translation>gelezen {when}</translation>
    </message>
    <message>
        <source>subject {subject}</source>
        <translation>onderwerp {subject}</translation>
    </message>
    <message>
        <source>talk asked</source>
        <translation>gesprek gevraagd</translation>
    </message>
    <message>
        <source>talks asked: {n}</source>
        <translation>gesprekken gevraagd: {n}</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ongelezen</translation>
    </message>
    <message>
        <source>until {when}</source>
        <translation>tot {when}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wacht</translation>
    </message>
    <message>
        <source>with attachment</source>
        <translation>met bijlage</translation>
    </message>
    <message>
        <source>{colour} flag</source>
        <translation>vlag {colour}</translation>
    </message>
    <message>
        <source>{mailbox} to {name}</source>
        <translation>{mailbox} aan {name}</translation>
    </message>
    <message>
        <source>{name} and 1 other</source>
        <translation>{name} en 1 andere</translation>
    </message>
    <message>
        <source>{name} and {count} others</source>
        <translation>{name} en {count} anderen</translation>
    </message>
    <message>
        <source>{name} to {mailbox}</source>
        <translation>{name} aan {mailbox}</translation>
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
        <source>Cancel</source>
        <translation>Annuleren</translation>
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
    <name>Screens</name>
    <message>
        <source>Absences</source>
        <translation>Afwezigheden</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Nieuws</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Planner</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
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
    <name>SecuritySection</name>
    <message>
        <source>At least {length} characters of several kinds, or {long} characters in {words} words.</source>
        <translation>Minstens {length} tekens van verschillende soorten, of {long} tekens in {words} woorden.</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Wachtwoord wijzigen</translation>
    </message>
    <message>
        <source>Change your password</source>
        <translation>Uw wachtwoord wijzigen</translation>
    </message>
    <message>
        <source>Change your password, sign out everywhere else, and tell the school.</source>
        <translation>Wijzig uw wachtwoord, meld u overal elders af en verwittig de school.</translation>
    </message>
    <message>
        <source>Devices and linked applications</source>
        <translation>Toestellen en gekoppelde toepassingen</translation>
    </message>
    <message>
        <source>Keep my other devices signed in</source>
        <translation>Mijn andere toestellen aangemeld laten</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Nu vergrendelen</translation>
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
        <source>One moment…</source>
        <translation>Een ogenblik…</translation>
    </message>
    <message>
        <source>Only this device still has access.</source>
        <translation>Alleen dit toestel heeft nog toegang.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Huidig wachtwoord</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} verwijderen</translation>
    </message>
    <message>
        <source>Repeat it</source>
        <translation>Herhaal</translation>
    </message>
    <message>
        <source>Sign out everywhere else</source>
        <translation>Overal elders afmelden</translation>
    </message>
    <message>
        <source>Somebody else used your account?</source>
        <translation>Heeft iemand anders uw account gebruikt?</translation>
    </message>
    <message>
        <source>Tell the school</source>
        <translation>De school verwittigen</translation>
    </message>
    <message>
        <source>The school can be asked for them when there is a connection.</source>
        <translation>De lijst komt van de school, zodra er verbinding is.</translation>
    </message>
    <message>
        <source>The school has been told. It will contact you.</source>
        <translation>De school is verwittigd. Zij neemt contact met u op.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Deze computer</translation>
    </message>
    <message>
        <source>What did you notice? (not required)</source>
        <translation>Wat merkte u? (niet verplicht)</translation>
    </message>
    <message>
        <source>Which account</source>
        <translation>Welke account</translation>
    </message>
    <message>
        <source>Your password has been changed.</source>
        <translation>Uw wachtwoord is gewijzigd.</translation>
    </message>
    <message>
        <source>Your password has been changed. Your other devices are signed out.</source>
        <translation>Uw wachtwoord is gewijzigd. Uw andere toestellen zijn afgemeld.</translation>
    </message>
    <message>
        <source>last used {when}</source>
        <translation>laatst gebruikt {when}</translation>
    </message>
    <message>
        <source>{name} (this device)</source>
        <translation>{name} (dit toestel)</translation>
    </message>
    <message>
        <source>{name} no longer has access.</source>
        <translation>{name} heeft geen toegang meer.</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Archive</source>
        <translation>Archiveren</translation>
    </message>
    <message>
        <source>Choose none of them</source>
        <translation>Niets meer kiezen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Niet versturen</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Vlag</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Mark as unread, or as read again</source>
        <translation>Als ongelezen of weer als gelezen markeren</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>Verplaatsen naar</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Terugzetten</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} gekozen</translation>
    </message>
    <message>
        <source>{count} selected, at most {most} at a time</source>
        <translation>{count} gekozen, hoogstens {most} tegelijk</translation>
    </message>
</context>
<context>
    <name>Sent</name>
    <message>
        <source>Ask no answer any more?</source>
        <translation>Geen antwoord meer vragen?</translation>
    </message>
    <message>
        <source>Ask no more</source>
        <translation>Niet meer vragen</translation>
    </message>
    <message>
        <source>Everybody keeps the message. This cannot be undone.</source>
        <translation>Iedereen houdt het bericht. U kunt dit niet ongedaan maken.</translation>
    </message>
    <message>
        <source>It disappears for those who have not read it: {n} of {count}. This cannot be undone.</source>
        <translation>Het verdwijnt bij wie het nog niet las: {n} van {count}. Dit kan niet ongedaan worden gemaakt.</translation>
    </message>
    <message>
        <source>Take back from {n}</source>
        <translation>Terugnemen bij {n}</translation>
    </message>
    <message>
        <source>Take this message back?</source>
        <translation>Dit bericht terugnemen?</translation>
    </message>
    <message>
        <source>They are told that no answer is needed any more.</source>
        <translation>Zij zien dat een antwoord niet meer nodig is.</translation>
    </message>
    <message>
        <source>Those who have not answered are told that it is not needed any more: {n}.</source>
        <translation>Wie nog niet antwoordde, ziet dat het niet meer nodig is: {n}.</translation>
    </message>
    <message>
        <source>Those who have read it keep it: {n}.</source>
        <translation>Wie het al las, houdt het: {n}.</translation>
    </message>
    <message>
        <source>Who reads it before the school hears of this keeps it too.</source>
        <translation>Wie het leest voordat de school dit weet, houdt het ook.</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>About</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Accounts</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Weergave</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Meldingen</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Beveiliging</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Instellingen</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Sneltoetsen</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>A link in the text</source>
        <translation>Een koppeling in de tekst</translation>
    </message>
    <message>
        <source>A list, a numbered list</source>
        <translation>Een lijst, een genummerde lijst</translation>
    </message>
    <message>
        <source>A screen further</source>
        <translation>Een scherm verder</translation>
    </message>
    <message>
        <source>A week or day back or on</source>
        <translation>Een week of dag terug of verder</translation>
    </message>
    <message>
        <source>An image in the text</source>
        <translation>Een afbeelding in de tekst</translation>
    </message>
    <message>
        <source>Another message of the list</source>
        <translation>Een ander bericht in de lijst</translation>
    </message>
    <message>
        <source>Another page</source>
        <translation>Een andere bladzijde</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Answer all who may be answered</source>
        <translation>Allen beantwoorden die u mag beantwoorden</translation>
    </message>
    <message>
        <source>As wide as the window</source>
        <translation>Zo breed als het venster</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Terug naar de lijst</translation>
    </message>
    <message>
        <source>Bold, italic, underline</source>
        <translation>Vet, cursief, onderstrepen</translation>
    </message>
    <message>
        <source>Close ssdesk</source>
        <translation>ssdesk sluiten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Overal</translation>
    </message>
    <message>
        <source>Find anything, run any command</source>
        <translation>Alles zoeken, elke opdracht uitvoeren</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Vlag</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Doorsturen</translation>
    </message>
    <message>
        <source>Four weeks back or on</source>
        <translation>Vier weken terug of verder</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Groter</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Nu vergrendelen</translation>
    </message>
    <message>
        <source>Mark as unread, or as read again</source>
        <translation>Als ongelezen of weer als gelezen markeren</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>Move to a folder</source>
        <translation>Naar een map verplaatsen</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Nieuw bericht</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Nieuws</translation>
    </message>
    <message>
        <source>Next or previous place found</source>
        <translation>Volgende of vorige vindplaats</translation>
    </message>
    <message>
        <source>Open it in its own window</source>
        <translation>Het in een eigen venster openen</translation>
    </message>
    <message>
        <source>Open the message</source>
        <translation>Het bericht openen</translation>
    </message>
    <message>
        <source>Pages of a report</source>
        <translation>Bladzijden van een rapport</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Planner</translation>
    </message>
    <message>
        <source>Print the open message</source>
        <translation>Het open bericht afdrukken</translation>
    </message>
    <message>
        <source>Search in messages</source>
        <translation>Zoek in berichten</translation>
    </message>
    <message>
        <source>Search in the pages</source>
        <translation>Zoeken in de bladzijden</translation>
    </message>
    <message>
        <source>Send what you wrote</source>
        <translation>Verzenden wat u schreef</translation>
    </message>
    <message>
        <source>Show one day</source>
        <translation>Eén dag tonen</translation>
    </message>
    <message>
        <source>Show the week</source>
        <translation>De week tonen</translation>
    </message>
    <message>
        <source>Show these keys</source>
        <translation>Deze toetsen tonen</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Take back what you just sent</source>
        <translation>Terugnemen wat u net verzond</translation>
    </message>
    <message>
        <source>To what lies beside it</source>
        <translation>Naar wat ernaast staat</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>Try to fetch now</source>
        <translation>Nu proberen op te halen</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Course</source>
        <translation>Verloop</translation>
    </message>
    <message>
        <source>Course of {subject}</source>
        <translation>Verloop van {subject}</translation>
    </message>
    <message>
        <source>Result by subject</source>
        <translation>Resultaat per vak</translation>
    </message>
    <message>
        <source>mark = median of the class</source>
        <translation>streepje = mediaan van de klas</translation>
    </message>
    <message>
        <source>weighted average</source>
        <translation>gewogen gemiddelde</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>Choose a message in the list to read it.</source>
        <translation>Kies een bericht in de lijst om het te lezen.</translation>
    </message>
    <message>
        <source>No message chosen</source>
        <translation>Geen bericht gekozen</translation>
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
        <source>Several accounts share this username. This tells the school which one is yours.</source>
        <translation>Verschillende accounts delen deze gebruikersnaam. Zo weet de school welke van u is.</translation>
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
        <source>This code does not fit, or it is too old: then ask the school for a new letter.</source>
        <translation>Deze code klopt niet of is te oud: vraag de school dan een nieuwe brief.</translation>
    </message>
    <message>
        <source>Type your e-mail address.</source>
        <translation>Typ uw e-mailadres.</translation>
    </message>
    <message>
        <source>Username or e-mail address</source>
        <translation>Gebruikersnaam of e-mailadres</translation>
    </message>
    <message>
        <source>With the details from the letter, or with your own e-mail address if you chose a password before.</source>
        <translation>Met de gegevens uit de brief, of met uw eigen e-mailadres als u al een wachtwoord koos.</translation>
    </message>
    <message>
        <source>Your own e-mail address</source>
        <translation>Uw eigen e-mailadres</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>(no subject)</source>
        <translation>(geen onderwerp)</translation>
    </message>
    <message>
        <source>(no title)</source>
        <translation>(geen titel)</translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>1 uur geleden</translation>
    </message>
    <message>
        <source>1 message is unread.</source>
        <translation>1 bericht is ongelezen.</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Aanwezigheid</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bevestigen</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>Goedemiddag</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>Goedenavond</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>Goedemorgen</translation>
    </message>
    <message>
        <source>Latest results</source>
        <translation>Laatste resultaten</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>New report of {child}: {report}</source>
        <translation>Nieuw rapport van {child}: {report}</translation>
    </message>
    <message>
        <source>New results</source>
        <translation>Nieuwe resultaten</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Nieuws</translation>
    </message>
    <message>
        <source>No absence reported</source>
        <translation>Geen afwezigheid gemeld</translation>
    </message>
    <message>
        <source>No message waits for your answer.</source>
        <translation>Geen bericht wacht op uw antwoord.</translation>
    </message>
    <message>
        <source>No messages yet.</source>
        <translation>Nog geen berichten.</translation>
    </message>
    <message>
        <source>No news yet.</source>
        <translation>Nog geen nieuws.</translation>
    </message>
    <message>
        <source>No report yet.</source>
        <translation>Nog geen rapport.</translation>
    </message>
    <message>
        <source>No results yet.</source>
        <translation>Nog geen resultaten.</translation>
    </message>
    <message>
        <source>No school today</source>
        <translation>Vandaag geen school</translation>
    </message>
    <message>
        <source>No school.</source>
        <translation>Geen school.</translation>
    </message>
    <message>
        <source>Not fetched yet</source>
        <translation>Nog niet opgehaald</translation>
    </message>
    <message>
        <source>Nothing noted yet.</source>
        <translation>Nog niets genoteerd.</translation>
    </message>
    <message>
        <source>Nothing out of the ordinary.</source>
        <translation>Niets bijzonders.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Overzicht</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Planner</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporten</translation>
    </message>
    <message>
        <source>See all</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>The {report} of {child} is ready</source>
        <translation>Het {report} van {child} staat klaar</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Wacht op u</translation>
    </message>
    <message>
        <source>You</source>
        <translation>U</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>afwezig</translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation>namiddag</translation>
    </message>
    <message>
        <source>and 1 more</source>
        <translation>en nog 1</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>en nog {n}</translation>
    </message>
    <message>
        <source>answer by {when}</source>
        <translation>antwoord voor {when}</translation>
    </message>
    <message>
        <source>answer was due {when}</source>
        <translation>antwoord moest voor {when}</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwoord</translation>
    </message>
    <message>
        <source>as it was {when}</source>
        <translation>stand van {when}</translation>
    </message>
    <message>
        <source>bring</source>
        <translation>mee</translation>
    </message>
    <message>
        <source>by {when}</source>
        <translation>voor {when}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>vervalt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>gewijzigd</translation>
    </message>
    <message>
        <source>code {code}</source>
        <translation>code {code}</translation>
    </message>
    <message>
        <source>confirm by {when}</source>
        <translation>bevestigen voor {when}</translation>
    </message>
    <message>
        <source>confirmation was due {when}</source>
        <translation>bevestiging moest voor {when}</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bevestigd</translation>
    </message>
    <message>
        <source>day</source>
        <translation>dag</translation>
    </message>
    <message>
        <source>did not leave</source>
        <translation>niet vertrokken</translation>
    </message>
    <message>
        <source>exempt</source>
        <translation>vrijgesteld</translation>
    </message>
    <message>
        <source>first reaction by {when}</source>
        <translation>eerste reactie voor {when}</translation>
    </message>
    <message>
        <source>first reaction was due {when}</source>
        <translation>eerste reactie moest {when}</translation>
    </message>
    <message>
        <source>free</source>
        <translation>vrij</translation>
    </message>
    <message>
        <source>important</source>
        <translation>belangrijk</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>net</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>voormiddag</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nieuw</translation>
    </message>
    <message>
        <source>not graded</source>
        <translation>niet beoordeeld</translation>
    </message>
    <message>
        <source>open by {when}</source>
        <translation>te openen voor {when}</translation>
    </message>
    <message>
        <source>room {room}</source>
        <translation>lokaal {room}</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>sinds {day}</translation>
    </message>
    <message>
        <source>task</source>
        <translation>taak</translation>
    </message>
    <message>
        <source>test</source>
        <translation>toets</translation>
    </message>
    <message>
        <source>today</source>
        <translation>vandaag</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ongelezen</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>tot {day}</translation>
    </message>
    <message>
        <source>was due {when}</source>
        <translation>moest voor {when}</translation>
    </message>
    <message>
        <source>whole day</source>
        <translation>hele dag</translation>
    </message>
    <message>
        <source>{greeting}, {name}</source>
        <translation>{greeting}, {name}</translation>
    </message>
    <message>
        <source>{n} hours ago</source>
        <translation>{n} uur geleden</translation>
    </message>
    <message>
        <source>{n} messages are unread.</source>
        <translation>{n} berichten zijn ongelezen.</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} minutes ago</source>
        <translation>{n} minuten geleden</translation>
    </message>
    <message>
        <source>{school} released it on {date}.</source>
        <translation>{school} gaf het op {date} vrij.</translation>
    </message>
    <message>
        <source>{school} released it on {day} afternoon.</source>
        <translation>{school} gaf het {day}namiddag vrij.</translation>
    </message>
    <message>
        <source>{school} released it on {day} evening.</source>
        <translation>{school} gaf het {day}avond vrij.</translation>
    </message>
    <message>
        <source>{school} released it on {day} morning.</source>
        <translation>{school} gaf het {day}voormiddag vrij.</translation>
    </message>
    <message>
        <source>{school} released it today at {time}.</source>
        <translation>{school} gaf het vandaag om {time} vrij.</translation>
    </message>
    <message>
        <source>{score} out of {most}</source>
        <translation>{score} op {most}</translation>
    </message>
</context>
<context>
    <name>StartBar</name>
    <message>
        <source>Search everything</source>
        <translation>Zoek in alles</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>StartScreen</name>
    <message>
        <source>Class {name}</source>
        <translation>Klas {name}</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>Activate your account</source>
        <translation>Account activeren</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Overeenkomst</translation>
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
</context>
<context>
    <name>Strip</name>
    <message>
        <source>1 message leaves as soon as there is a connection.</source>
        <translation>1 bericht vertrekt zodra er verbinding is.</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>In orde</translation>
    </message>
    <message>
        <source>Everything from before {time} can be read here.</source>
        <translation>Alles van vóór {time} is hier te lezen.</translation>
    </message>
    <message>
        <source>Make the copy anew</source>
        <translation>De kopie opnieuw maken</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Opnieuw aanmelden</translation>
    </message>
    <message>
        <source>The school has a new agreement. Sign in again to read it.</source>
        <translation>De school heeft een nieuwe overeenkomst. Meld u opnieuw aan om ze te lezen.</translation>
    </message>
    <message>
        <source>The school says: “{reason}”</source>
        <translation>De school zegt: “{reason}”</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Nu proberen</translation>
    </message>
    <message>
        <source>Until {when}.</source>
        <translation>Tot {when}.</translation>
    </message>
    <message>
        <source>What is on this computer can still be read.</source>
        <translation>Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>You are offline.</source>
        <translation>U bent offline.</translation>
    </message>
    <message>
        <source>{n} messages leave as soon as there is a connection.</source>
        <translation>{n} berichten vertrekken zodra er verbinding is.</translation>
    </message>
    <message>
        <source>{school} suspended this account for a while.</source>
        <translation>{school} heeft deze account tijdelijk geschorst.</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>Attachments</source>
        <translation>Bijlagen</translation>
    </message>
    <message>
        <source>Child</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Newest first. The list is always in the order of time.</source>
        <translation>Nieuwste eerst. De lijst staat altijd op volgorde van tijd.</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Afzender</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Onderwerp</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>Sluiten zonder te bewaren?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Verwijderen</translation>
    </message>
    <message>
        <source>Delete this text?</source>
        <translation>Deze tekst verwijderen?</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Veld</translation>
    </message>
    <message>
        <source>Filled in when the template is chosen</source>
        <translation>Wordt ingevuld wanneer u het sjabloon kiest</translation>
    </message>
    <message>
        <source>Give the text a short name.</source>
        <translation>Geef de tekst een korte naam.</translation>
    </message>
    <message>
        <source>Letters in which it stands stay as they are.</source>
        <translation>Berichten waar hij in staat, blijven zoals ze zijn.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>New signature</source>
        <translation>Nieuwe handtekening</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Nieuw sjabloon</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Bewaren</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Handtekeningen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Sjablonen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Tekst</translation>
    </message>
    <message>
        <source>This text is too long to be kept.</source>
        <translation>Deze tekst is te lang om te bewaren.</translation>
    </message>
    <message>
        <source>What you changed here is lost.</source>
        <translation>Wat u hier veranderde, gaat verloren.</translation>
    </message>
    <message>
        <source>Write a text first.</source>
        <translation>Schrijf eerst een tekst.</translation>
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
    <name>TextMenus</name>
    <message>
        <source>Edit signatures…</source>
        <translation>Handtekening bewerken…</translation>
    </message>
    <message>
        <source>Manage templates…</source>
        <translation>Sjablonen beheren…</translation>
    </message>
    <message>
        <source>New signature…</source>
        <translation>Nieuwe handtekening…</translation>
    </message>
    <message>
        <source>New template…</source>
        <translation>Nieuw sjabloon…</translation>
    </message>
    <message>
        <source>No signature</source>
        <translation>Geen handtekening</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Handtekening</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Sjabloon</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>What you typed is still here. Try again in a moment.</source>
        <translation>Wat u typte, staat er nog. Probeer het straks opnieuw.</translation>
    </message>
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
    <name>Tile</name>
    <message>
        <source>{title}: {link}</source>
        <translation>{title}: {link}</translation>
    </message>
</context>
<context>
    <name>ToWhom</name>
    <message>
        <source>Address book</source>
        <translation>Adresboek</translation>
    </message>
    <message>
        <source>Name, class or task at the school</source>
        <translation>Naam, klas of taak op school</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Aan</translation>
    </message>
</context>
<context>
    <name>TodayCard</name>
    <message>
        <source>No absence reported.</source>
        <translation>Geen afwezigheid gemeld.</translation>
    </message>
    <message>
        <source>No school today.</source>
        <translation>Vandaag geen school.</translation>
    </message>
    <message>
        <source>Not fetched yet.</source>
        <translation>Nog niet opgehaald.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>(no subject)</source>
        <translation>(geen onderwerp)</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Afwezigheid</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Afwezigheden</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Activiteit</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Kinderen</translation>
    </message>
    <message>
        <source>Day off</source>
        <translation>Vrije dag</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Concept</translation>
    </message>
    <message>
        <source>Evening</source>
        <translation>Avond</translation>
    </message>
    <message>
        <source>Holiday</source>
        <translation>Vakantie</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Les</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Berichten</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Nieuws</translation>
    </message>
    <message>
        <source>Next lesson</source>
        <translation>Volgende les</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Mensen</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Planner</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporten</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultaat</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultaten</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Taak</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Toets</translation>
    </message>
    <message>
        <source>To bring</source>
        <translation>Meebrengen</translation>
    </message>
    <message>
        <source>Trip</source>
        <translation>Uitstap</translation>
    </message>
    <message>
        <source>{child}: own page</source>
        <translation>{child}: eigen pagina</translation>
    </message>
</context>
<context>
    <name>TooMuch</name>
    <message>
        <source>The text has {count} characters; a message takes {most}. Shorten it, or attach it as a file. It is kept as a draft on this computer.</source>
        <translation>De tekst telt {count} tekens; in een bericht passen er {most}. Kort hem in of voeg hem toe als bestand. Hij is bewaard als concept op deze computer.</translation>
    </message>
    <message>
        <source>These are {count} files; a message takes {most}. Take some away, or send two messages.</source>
        <translation>Dit zijn {count} bestanden; bij een bericht passen er {most}. Haal er enkele weg of verstuur twee berichten.</translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Sending in {n} s</source>
        <translation>Wordt verzonden over {n} s</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
    <message>
        <source>Undo sending {subject}</source>
        <translation>Verzenden van {subject} ongedaan maken</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <source>A confirmation</source>
        <translation>Een bevestiging</translation>
    </message>
    <message>
        <source>A confirmation before …</source>
        <translation>Een bevestiging vóór …</translation>
    </message>
    <message>
        <source>An answer</source>
        <translation>Een antwoord</translation>
    </message>
    <message>
        <source>An answer before …</source>
        <translation>Een antwoord vóór …</translation>
    </message>
    <message>
        <source>Answer asked</source>
        <translation>Antwoord gevraagd</translation>
    </message>
    <message>
        <source>Answer asked before {when}</source>
        <translation>Antwoord gevraagd vóór {when}</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Vragen</translation>
    </message>
    <message>
        <source>Ask it</source>
        <translation>Vragen</translation>
    </message>
    <message>
        <source>At a moment …</source>
        <translation>Op een moment naar keuze …</translation>
    </message>
    <message>
        <source>Before when do you ask a confirmation?</source>
        <translation>Vóór wanneer vraagt u een bevestiging?</translation>
    </message>
    <message>
        <source>Before when do you ask an answer?</source>
        <translation>Vóór wanneer vraagt u een antwoord?</translation>
    </message>
    <message>
        <source>Confirmation asked</source>
        <translation>Bevestiging gevraagd</translation>
    </message>
    <message>
        <source>Confirmation asked before {when}</source>
        <translation>Bevestiging gevraagd vóór {when}</translation>
    </message>
    <message>
        <source>Emergency: {reason}</source>
        <translation>Noodgeval: {reason}</translation>
    </message>
    <message>
        <source>Goes {when}</source>
        <translation>Vertrekt {when}</translation>
    </message>
    <message>
        <source>It goes only after the moment before which you ask an answer. Choose another one.</source>
        <translation>Het vertrekt pas na het moment waarvoor u een antwoord vraagt. Kies een ander moment.</translation>
    </message>
    <message>
        <source>Now, as an emergency …</source>
        <translation>Nu, als noodgeval …</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Plannen</translation>
    </message>
    <message>
        <source>Schedule for {when}</source>
        <translation>Plannen voor {when}</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Verzenden</translation>
    </message>
    <message>
        <source>Send as an emergency</source>
        <translation>Verzenden als noodgeval</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Later verzenden</translation>
    </message>
    <message>
        <source>The moment before which you ask an answer is past. Choose another one.</source>
        <translation>Het moment waarvoor u een antwoord vraagt, is voorbij. Kies een ander moment.</translation>
    </message>
    <message>
        <source>The moment to send it is past. Choose another one.</source>
        <translation>Het moment om te verzenden is voorbij. Kies een ander moment.</translation>
    </message>
    <message>
        <source>When should it be sent?</source>
        <translation>Wanneer moet het vertrekken?</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Back</source>
        <translation>Vorige</translation>
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
        <source>Try again</source>
        <translation>Opnieuw proberen</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>absent</source>
        <translation>afwezig</translation>
    </message>
    <message>
        <source>check mark</source>
        <translation>vinkje</translation>
    </message>
    <message>
        <source>exempt</source>
        <translation>vrijgesteld</translation>
    </message>
    <message>
        <source>median of the class {percent}</source>
        <translation>mediaan van de klas {percent}</translation>
    </message>
    <message>
        <source>neutral face</source>
        <translation>neutraal gezicht</translation>
    </message>
    <message>
        <source>not graded</source>
        <translation>niet beoordeeld</translation>
    </message>
    <message>
        <source>sad face</source>
        <translation>droevig gezicht</translation>
    </message>
    <message>
        <source>smiling face</source>
        <translation>lachend gezicht</translation>
    </message>
    <message>
        <source>star</source>
        <translation>ster</translation>
    </message>
    <message>
        <source>thumb down</source>
        <translation>duim omlaag</translation>
    </message>
    <message>
        <source>thumb up</source>
        <translation>duim omhoog</translation>
    </message>
    <message>
        <source>weight {n}</source>
        <translation>telt {n}×</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>{score} out of {most}</source>
        <translation>{score} op {most}</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Answer to all</source>
        <translation>Antwoord aan allen</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Doorsturen</translation>
    </message>
    <message>
        <source>Somebody to whom this was addressed can no longer be written to. Look at the list once more.</source>
        <translation>Iemand aan wie dit gericht was, kunt u niet meer schrijven. Bekijk de lijst nog eens.</translation>
    </message>
    <message>
        <source>The message that this answers is not here any more: it goes out as a new message.</source>
        <translation>Het bericht waarop dit een antwoord is, is er niet meer: het vertrekt als een nieuw bericht.</translation>
    </message>
    <message>
        <source>This draft was sent or thrown away elsewhere meanwhile. If you go on, it is a new message.</source>
        <translation>Dit concept is intussen elders verzonden of weggegooid. Gaat u verder, dan wordt het een nieuw bericht.</translation>
    </message>
    <message>
        <source>You can no longer see the message that this answers: it goes out as a new message in your own name.</source>
        <translation>U ziet het bericht waarop dit een antwoord is niet meer: het vertrekt als een nieuw bericht in uw eigen naam.</translation>
    </message>
    <message>
        <source>draft kept at {time}</source>
        <translation>concept bewaard om {time}</translation>
    </message>
    <message>
        <source>draft kept {when}</source>
        <translation>concept bewaard {when}</translation>
    </message>
</context>
<context>
    <name>_ChildChip</name>
    <message>
        <source>One child</source>
        <translation>Eén kind</translation>
    </message>
</context>
<context>
    <name>_Criterion</name>
    <message>
        <source>{what}: met</source>
        <translation>{what}: in orde</translation>
    </message>
    <message>
        <source>{what}: not met</source>
        <translation>{what}: nog niet in orde</translation>
    </message>
</context>
<context>
    <name>_PageField</name>
    <message>
        <source>Go to a page</source>
        <translation>Naar een pagina gaan</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Pagina</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>Pagina {page} van {count}</translation>
    </message>
</context>
<context>
    <name>_Percent</name>
    <message>
        <source>{percent}% is ready</source>
        <translation>{percent}% is klaar</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>{row}, shown now</source>
        <translation>{row}, nu in beeld</translation>
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
    <name>_Whole</name>
    <message>
        <source>By subject</source>
        <translation>Per vak</translation>
    </message>
    <message>
        <source>Choose a report</source>
        <translation>Kies een rapport</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Bladzijden</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapporten</translation>
    </message>
    <message>
        <source>Shown: {report}</source>
        <translation>In beeld: {report}</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>A mail was sent a moment ago.</source>
        <translation>Er is zonet een mail verstuurd.</translation>
    </message>
    <message>
        <source>A message goes to at most {most} people; this one is for {count}.</source>
        <translation>Een bericht gaat naar hoogstens {most} personen; dit is voor {count}.</translation>
    </message>
    <message>
        <source>A newer version of ssdesk made the local copy of this account.</source>
        <translation>Een nieuwere versie van ssdesk maakte de kopie van deze account op deze computer.</translation>
    </message>
    <message>
        <source>An attachment has not reached the school yet.</source>
        <translation>Een bijlage is nog niet bij de school.</translation>
    </message>
    <message>
        <source>An emergency needs a reason.</source>
        <translation>Een noodbericht heeft een reden nodig.</translation>
    </message>
    <message>
        <source>Ask a colleague of the office to do this.</source>
        <translation>Vraag een collega van het secretariaat om dit te doen.</translation>
    </message>
    <message>
        <source>Ask for a new mail and type the code that stands in it.</source>
        <translation>Vraag een nieuwe mail en typ de code die erin staat.</translation>
    </message>
    <message>
        <source>Ask the office of the school.</source>
        <translation>Vraag het aan het secretariaat van de school.</translation>
    </message>
    <message>
        <source>Ask the school to send it again.</source>
        <translation>Vraag de school om het opnieuw te sturen.</translation>
    </message>
    <message>
        <source>Ask the school&apos;s help contact why.</source>
        <translation>Vraag aan de hulpdienst van de school waarom.</translation>
    </message>
    <message>
        <source>Attach it as a file, or choose a smaller image.</source>
        <translation>Voeg het als bijlage toe, of kies een kleinere afbeelding.</translation>
    </message>
    <message>
        <source>Both versions are kept. Delete the one that you do not need.</source>
        <translation>Beide versies zijn bewaard. Verwijder de versie die u niet nodig hebt.</translation>
    </message>
    <message>
        <source>Check that the file is still there, then try again.</source>
        <translation>Kijk of het bestand er nog staat en probeer opnieuw.</translation>
    </message>
    <message>
        <source>Check the address in the letter of the school. If it is right, perhaps this network first wants you to sign in: open a page in your web browser.</source>
        <translation>Kijk het adres na in de brief van de school. Klopt het? Dan vraagt dit netwerk misschien eerst om aan te melden: open een pagina in uw webbrowser.</translation>
    </message>
    <message>
        <source>Check the printer and try again.</source>
        <translation>Kijk de printer na en probeer opnieuw.</translation>
    </message>
    <message>
        <source>Choose a file of at most {megabytes} MB.</source>
        <translation>Kies een bestand van hoogstens {megabytes} MB.</translation>
    </message>
    <message>
        <source>Choose a later day.</source>
        <translation>Kies een latere dag.</translation>
    </message>
    <message>
        <source>Choose a passphrase: ssdesk then locks your messages with it.</source>
        <translation>Kies een wachtzin: ssdesk sluit daarmee uw berichten af.</translation>
    </message>
    <message>
        <source>Choose another folder, or make room. The file stays in ssdesk.</source>
        <translation>Kies een andere map, of maak plaats. Het bestand blijft in ssdesk.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Kies een andere map.</translation>
    </message>
    <message>
        <source>Choose another moment and send it again.</source>
        <translation>Kies een ander moment en verzend het opnieuw.</translation>
    </message>
    <message>
        <source>Choose another one, or ask the school.</source>
        <translation>Kies een andere, of vraag het aan de school.</translation>
    </message>
    <message>
        <source>Choose another one. A few words in a row are easy to remember.</source>
        <translation>Kies een ander. Enkele woorden na elkaar zijn gemakkelijk te onthouden.</translation>
    </message>
    <message>
        <source>Choose the child again and send it once more.</source>
        <translation>Kies het kind opnieuw en verzend nog eens.</translation>
    </message>
    <message>
        <source>Choose the groups again from the list, or ask the school.</source>
        <translation>Kies de groepen opnieuw uit de lijst, of vraag het aan de school.</translation>
    </message>
    <message>
        <source>Choose the recipients again from the list, or ask the school.</source>
        <translation>Kies de ontvangers opnieuw uit de lijst, of vraag het aan de school.</translation>
    </message>
    <message>
        <source>Choose to whom it goes.</source>
        <translation>Kies naar wie het gaat.</translation>
    </message>
    <message>
        <source>Choose who you are to the child.</source>
        <translation>Kies wie u bent voor het kind.</translation>
    </message>
    <message>
        <source>Compare the address with the school&apos;s letter.</source>
        <translation>Vergelijk het adres met de brief van de school.</translation>
    </message>
    <message>
        <source>Delete one that you do not need any more.</source>
        <translation>Verwijder er een die u niet meer nodig hebt.</translation>
    </message>
    <message>
        <source>Everybody has reacted already.</source>
        <translation>Iedereen heeft al gereageerd.</translation>
    </message>
    <message>
        <source>Everybody has read this message already.</source>
        <translation>Iedereen heeft dit bericht al gelezen.</translation>
    </message>
    <message>
        <source>Everything else goes on. Ask the school to update its server.</source>
        <translation>Al de rest gaat door. Vraag de school om haar server bij te werken.</translation>
    </message>
    <message>
        <source>Fetch it again from the start.</source>
        <translation>Haal het opnieuw op vanaf het begin.</translation>
    </message>
    <message>
        <source>For example mother, father or other.</source>
        <translation>Bijvoorbeeld moeder, vader of andere.</translation>
    </message>
    <message>
        <source>Give a one-time code instead. Nothing was changed.</source>
        <translation>Geef in plaats daarvan een eenmalige code. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Give it a short name.</source>
        <translation>Geef ze een korte naam.</translation>
    </message>
    <message>
        <source>Give the text a short name.</source>
        <translation>Geef de tekst een korte naam.</translation>
    </message>
    <message>
        <source>Install the newest ssdesk. What is on this computer can still be read.</source>
        <translation>Installeer de nieuwste ssdesk. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>It accepts {types}.</source>
        <translation>Zij aanvaardt {types}.</translation>
    </message>
    <message>
        <source>It begins again by itself.</source>
        <translation>Het begint vanzelf opnieuw.</translation>
    </message>
    <message>
        <source>It cannot be taken back any more. You can send a message after it.</source>
        <translation>Het kan niet meer worden teruggenomen. U kunt er een bericht achteraan sturen.</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>Het gaat vanzelf verder.</translation>
    </message>
    <message>
        <source>It is kept as a draft. Change it, or send it at another moment.</source>
        <translation>Het bericht blijft bewaard als concept. Pas het aan, of verstuur het op een ander moment.</translation>
    </message>
    <message>
        <source>It is needed to find your account.</source>
        <translation>Dat is nodig om uw account te vinden.</translation>
    </message>
    <message>
        <source>It is not decided yet for which child this is.</source>
        <translation>Er is nog niet gekozen namens welk kind dit is.</translation>
    </message>
    <message>
        <source>It is put aside and read anew from the school. What waits to be sent is saved first.</source>
        <translation>Ze wordt opzijgezet en opnieuw opgehaald bij de school. Wat nog moet vertrekken, wordt eerst bewaard.</translation>
    </message>
    <message>
        <source>It is sent again; the message goes after it.</source>
        <translation>Ze wordt opnieuw verstuurd; het bericht gaat erna.</translation>
    </message>
    <message>
        <source>It may have been removed with its message. Receive again and look once more.</source>
        <translation>Misschien is het samen met het bericht verwijderd. Haal opnieuw op en kijk nog eens.</translation>
    </message>
    <message>
        <source>It may have been removed. Receive again and look once more.</source>
        <translation>Misschien is het verwijderd. Haal opnieuw op en kijk nog eens.</translation>
    </message>
    <message>
        <source>It was noted as {number}. Try again later.</source>
        <translation>Het is genoteerd als {number}. Probeer later opnieuw.</translation>
    </message>
    <message>
        <source>It was thrown away. Try again, and tell the school if it happens again.</source>
        <translation>Het is weggegooid. Probeer opnieuw, en verwittig de school als het nog eens gebeurt.</translation>
    </message>
    <message>
        <source>Its messages are removed here. The school can tell you why.</source>
        <translation>De berichten ervan zijn hier verwijderd. De school kan u zeggen waarom.</translation>
    </message>
    <message>
        <source>Its messages here cannot be read. Remove the account here and sign in again.</source>
        <translation>De berichten ervan zijn hier niet leesbaar. Verwijder de account hier en meld u opnieuw aan.</translation>
    </message>
    <message>
        <source>Keep the role you have, or ask the school office to change it.</source>
        <translation>Behoud de rol die u hebt, of vraag het secretariaat om ze te wijzigen.</translation>
    </message>
    <message>
        <source>Keep the text as a draft or a signature.</source>
        <translation>Bewaar de tekst als concept of als handtekening.</translation>
    </message>
    <message>
        <source>Leave this group out, or choose others of it.</source>
        <translation>Laat deze groep weg, of kies anderen van die groep.</translation>
    </message>
    <message>
        <source>Let it be changed in ssdesk first, or type it again.</source>
        <translation>Laat het eerst in ssdesk wijzigen, of typ het opnieuw.</translation>
    </message>
    <message>
        <source>Look at capitals, and at the code in the letter if this is the first time. Forgotten? Ask for a new password, or a new code from the school.</source>
        <translation>Kijk de hoofdletters na, en de code in de brief als dit de eerste keer is. Vergeten? Vraag een nieuw wachtwoord, of een nieuwe code van de school.</translation>
    </message>
    <message>
        <source>Look at its state. Nothing was changed.</source>
        <translation>Kijk naar de toestand ervan. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Look at the e-mail address, or ask the school for a code.</source>
        <translation>Kijk het e-mailadres na, of vraag de school een code.</translation>
    </message>
    <message>
        <source>Look at the list again: it may have been changed.</source>
        <translation>Bekijk de lijst opnieuw: ze is misschien gewijzigd.</translation>
    </message>
    <message>
        <source>Look at the six digits again. Tries left: {left}.</source>
        <translation>Kijk de zes cijfers nog eens na. Pogingen over: {left}.</translation>
    </message>
    <message>
        <source>Look at unwanted mail too. Another one can be sent in {seconds} seconds.</source>
        <translation>Kijk ook bij ongewenste mail. Een volgende kan over {seconds} seconden.</translation>
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
        <source>Make a new letter instead.</source>
        <translation>Maak in plaats daarvan een nieuwe brief.</translation>
    </message>
    <message>
        <source>Many people are signing in right now.</source>
        <translation>Op dit moment melden veel mensen zich aan.</translation>
    </message>
    <message>
        <source>Many people use this password, so it is easily guessed.</source>
        <translation>Veel mensen gebruiken dit wachtwoord; het is dus gemakkelijk te raden.</translation>
    </message>
    <message>
        <source>Messages without a file still go. Ask the school for more room.</source>
        <translation>Berichten zonder bestand vertrekken nog. Vraag de school om meer plaats.</translation>
    </message>
    <message>
        <source>Mind capitals and spaces. Nothing is lost; you can try again.</source>
        <translation>Let op hoofdletters en spaties. Er is niets verloren; u kunt opnieuw proberen.</translation>
    </message>
    <message>
        <source>No program on this computer opens {name}.</source>
        <translation>Geen programma op deze computer opent {name}.</translation>
    </message>
    <message>
        <source>Nobody at the school reads {name} any more.</source>
        <translation>Niemand van de school leest {name} nog.</translation>
    </message>
    <message>
        <source>Nothing else was changed.</source>
        <translation>Verder is er niets gewijzigd.</translation>
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
        <source>Nothing was changed. Forgotten? Sign out and ask for a new one.</source>
        <translation>Er is niets gewijzigd. Vergeten? Meld u af en vraag een nieuw.</translation>
    </message>
    <message>
        <source>Nothing was changed. If the keys of this computer were restored or moved, put them back; otherwise remove the account here and add it again.</source>
        <translation>Er is niets gewijzigd. Zijn de sleutels van deze computer hersteld of verplaatst, zet ze dan terug; verwijder anders de account hier en voeg ze opnieuw toe.</translation>
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
        <source>Nothing was lost. Saved: {waiting} waiting to be sent, {drafts} drafts. The school has the rest.</source>
        <translation>Er is niets verloren. Bewaard: {waiting} die nog moeten vertrekken, {drafts} concepten. De school heeft de rest.</translation>
    </message>
    <message>
        <source>Nothing was sent. Make the text or the list of people shorter and try again.</source>
        <translation>Er is niets verzonden. Maak de tekst of de lijst met mensen korter en probeer opnieuw.</translation>
    </message>
    <message>
        <source>Nothing was sent: there is nobody to remind.</source>
        <translation>Er is niets verzonden: er is niemand om te herinneren.</translation>
    </message>
    <message>
        <source>One of the recipients has left the school.</source>
        <translation>Een van de ontvangers is niet meer op de school.</translation>
    </message>
    <message>
        <source>Only staff of the school can keep templates.</source>
        <translation>Alleen personeel van de school kan sjablonen bewaren.</translation>
    </message>
    <message>
        <source>Only the school&apos;s office can do this.</source>
        <translation>Alleen het secretariaat van de school kan dit doen.</translation>
    </message>
    <message>
        <source>Only the staff of the school can ask this.</source>
        <translation>Alleen het personeel van de school kan dit vragen.</translation>
    </message>
    <message>
        <source>Open it in its own program, save it again and attach that.</source>
        <translation>Open het in zijn eigen programma, bewaar het opnieuw en voeg dat toe.</translation>
    </message>
    <message>
        <source>Page {number} is damaged and cannot be shown.</source>
        <translation>Pagina {number} is beschadigd en kan niet worden getoond.</translation>
    </message>
    <message>
        <source>Perhaps another program still has it open. Close it and try again.</source>
        <translation>Misschien heeft een ander programma het nog open. Sluit dat en probeer opnieuw.</translation>
    </message>
    <message>
        <source>Perhaps this network (hotel, train, school) first wants you to sign in: open a page in your web browser. What is on this computer can still be read.</source>
        <translation>Misschien vraagt dit netwerk (hotel, trein, school) eerst om aan te melden: open een pagina in uw webbrowser. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>Read the new text, then agree again.</source>
        <translation>Lees de nieuwe tekst en ga opnieuw akkoord.</translation>
    </message>
    <message>
        <source>Save it and open it with another program that asks for the password.</source>
        <translation>Bewaar het bestand en open het met een ander programma dat het wachtwoord vraagt.</translation>
    </message>
    <message>
        <source>Save it and open it with another program, or ask the school to send it again.</source>
        <translation>Bewaar het bestand en open het met een ander programma, of vraag de school om het opnieuw te sturen.</translation>
    </message>
    <message>
        <source>Save it and open it with another program.</source>
        <translation>Bewaar het bestand en open het met een ander programma.</translation>
    </message>
    <message>
        <source>Save the file and open it with a program of your choice.</source>
        <translation>Sla het bestand op en open het met een programma naar keuze.</translation>
    </message>
    <message>
        <source>Saved: {waiting} waiting to be sent, {drafts} drafts. Other parts could not be read: check under Sent and Drafts whether something that you wrote lately is missing.</source>
        <translation>Bewaard: {waiting} die nog moeten vertrekken, {drafts} concepten. Andere delen waren niet leesbaar: kijk bij Verzonden en Concepten of er iets ontbreekt dat u onlangs schreef.</translation>
    </message>
    <message>
        <source>Send at most {megabytes} MB in one message.</source>
        <translation>Verzend hoogstens {megabytes} MB in één bericht.</translation>
    </message>
    <message>
        <source>Send it as an ordinary message, or ask the school&apos;s office.</source>
        <translation>Verzend het als gewoon bericht, of vraag het aan het secretariaat.</translation>
    </message>
    <message>
        <source>Send it to smaller groups, one after the other.</source>
        <translation>Verzend het naar kleinere groepen, een na een.</translation>
    </message>
    <message>
        <source>Send less or smaller files.</source>
        <translation>Verstuur minder of kleinere bestanden.</translation>
    </message>
    <message>
        <source>Sign in with the username in the letter of this child.</source>
        <translation>Meld u aan met de gebruikersnaam in de brief van dit kind.</translation>
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
        <source>Something went wrong at the school&apos;s server.</source>
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
        <source>Take over the code of the last mail, or ask the school&apos;s office for one.</source>
        <translation>Neem de code van de laatste mail over, of vraag er een aan het secretariaat van de school.</translation>
    </message>
    <message>
        <source>Tell the school. What is on this computer can still be read.</source>
        <translation>Verwittig de school. Wat op deze computer staat, blijft leesbaar.</translation>
    </message>
    <message>
        <source>That is not the address which this person filled in.</source>
        <translation>Dat is niet het adres dat deze persoon invulde.</translation>
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
        <source>The draft was changed on another computer.</source>
        <translation>Het concept is op een andere computer gewijzigd.</translation>
    </message>
    <message>
        <source>The end lies in the past.</source>
        <translation>Het einde ligt in het verleden.</translation>
    </message>
    <message>
        <source>The file cannot be written on this computer.</source>
        <translation>Het bestand kan op deze computer niet worden geschreven.</translation>
    </message>
    <message>
        <source>The file is empty or too large for the school.</source>
        <translation>Het bestand is leeg of te groot voor de school.</translation>
    </message>
    <message>
        <source>The file is not that long.</source>
        <translation>Zo lang is het bestand niet.</translation>
    </message>
    <message>
        <source>The file {name} is not what its name says.</source>
        <translation>Het bestand {name} is niet wat zijn naam zegt.</translation>
    </message>
    <message>
        <source>The folder has no name.</source>
        <translation>De map heeft geen naam.</translation>
    </message>
    <message>
        <source>The key of this account is no longer on this computer.</source>
        <translation>De sleutel van deze account staat niet meer op deze computer.</translation>
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
        <source>The local copy of this account cannot be opened with the key of this computer.</source>
        <translation>De kopie van deze account gaat niet open met de sleutel van deze computer.</translation>
    </message>
    <message>
        <source>The local copy of this account is damaged.</source>
        <translation>De kopie van deze account op deze computer is beschadigd.</translation>
    </message>
    <message>
        <source>The local copy of this account was damaged and is made anew.</source>
        <translation>De kopie van deze account was beschadigd en wordt opnieuw gemaakt.</translation>
    </message>
    <message>
        <source>The mail goes to the address that you confirmed with the school.</source>
        <translation>De mail gaat naar het adres dat u bij de school bevestigde.</translation>
    </message>
    <message>
        <source>The mailbox has {most} folders; more are not possible.</source>
        <translation>Het postvak heeft {most} mappen; meer kan niet.</translation>
    </message>
    <message>
        <source>The message cannot be moved to this folder.</source>
        <translation>Het bericht kan niet naar deze map worden verplaatst.</translation>
    </message>
    <message>
        <source>The message cannot be sent at that moment.</source>
        <translation>Het bericht kan niet op dat moment verzonden worden.</translation>
    </message>
    <message>
        <source>The message has no subject.</source>
        <translation>Het bericht heeft geen onderwerp.</translation>
    </message>
    <message>
        <source>The message has no text.</source>
        <translation>Het bericht heeft geen tekst.</translation>
    </message>
    <message>
        <source>The message is about a child that this account does not know.</source>
        <translation>Het bericht gaat over een kind dat deze account niet kent.</translation>
    </message>
    <message>
        <source>The message is for nobody.</source>
        <translation>Het bericht is voor niemand.</translation>
    </message>
    <message>
        <source>The message stays where it is. Choose another folder.</source>
        <translation>Het bericht blijft waar het is. Kies een andere map.</translation>
    </message>
    <message>
        <source>The moment before which an answer is asked has passed, or is more than a year away.</source>
        <translation>Het moment waarvoor u een antwoord vraagt is voorbij, of ligt meer dan een jaar verder.</translation>
    </message>
    <message>
        <source>The other pages can be read.</source>
        <translation>De andere pagina&apos;s kunt u wel lezen.</translation>
    </message>
    <message>
        <source>The school did not accept this.</source>
        <translation>De school heeft dit niet aanvaard.</translation>
    </message>
    <message>
        <source>The school does not accept the file {name}.</source>
        <translation>De school aanvaardt het bestand {name} niet.</translation>
    </message>
    <message>
        <source>The school does not let this account send emergencies.</source>
        <translation>De school laat deze account geen noodberichten verzenden.</translation>
    </message>
    <message>
        <source>The school does not let this account send messages for now.</source>
        <translation>De school laat deze account voorlopig geen berichten verzenden.</translation>
    </message>
    <message>
        <source>The school has a newer agreement.</source>
        <translation>De school heeft een nieuwere overeenkomst.</translation>
    </message>
    <message>
        <source>The school has already taken something else under this number.</source>
        <translation>De school heeft onder dit nummer al iets anders aangenomen.</translation>
    </message>
    <message>
        <source>The school no longer knows this upload.</source>
        <translation>De school kent deze verzending niet meer.</translation>
    </message>
    <message>
        <source>The school&apos;s agreement: “{says}” It is kept as a draft. Change it, or send it at another moment.</source>
        <translation>De afspraak van de school: «{says}» Het bericht blijft bewaard als concept. Pas het aan, of verstuur het op een ander moment.</translation>
    </message>
    <message>
        <source>The school&apos;s server cannot be reached.</source>
        <translation>De server van de school is niet bereikbaar.</translation>
    </message>
    <message>
        <source>The school&apos;s server cannot do this yet.</source>
        <translation>De server van de school kan dit nog niet.</translation>
    </message>
    <message>
        <source>The school&apos;s server did not answer in time.</source>
        <translation>De server van de school antwoordde niet op tijd.</translation>
    </message>
    <message>
        <source>The school&apos;s server did not understand this program.</source>
        <translation>De server van de school begreep dit programma niet.</translation>
    </message>
    <message>
        <source>The school&apos;s server does not offer this.</source>
        <translation>De server van de school biedt dit niet aan.</translation>
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
        <source>The school&apos;s server was out of order at that moment.</source>
        <translation>De server van de school werkte niet op dat moment.</translation>
    </message>
    <message>
        <source>The settings of this computer could not be read.</source>
        <translation>De instellingen van deze computer konden niet worden gelezen.</translation>
    </message>
    <message>
        <source>The text has no name.</source>
        <translation>De tekst heeft geen naam.</translation>
    </message>
    <message>
        <source>The upload stands elsewhere.</source>
        <translation>De verzending staat op een ander punt.</translation>
    </message>
    <message>
        <source>There are too many accounts on this computer.</source>
        <translation>Er zijn te veel accounts op deze computer.</translation>
    </message>
    <message>
        <source>There are {most} of these texts; more are not possible.</source>
        <translation>Er zijn {most} van deze teksten; meer kan niet.</translation>
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
        <source>There is no such account.</source>
        <translation>Deze account bestaat niet.</translation>
    </message>
    <message>
        <source>There is nobody to write to in the group {name}.</source>
        <translation>In de groep {name} is er niemand om naar te schrijven.</translation>
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
        <source>This account cannot be used at the moment.</source>
        <translation>Deze account kan op dit moment niet worden gebruikt.</translation>
    </message>
    <message>
        <source>This account cannot have that role.</source>
        <translation>Deze account kan die rol niet hebben.</translation>
    </message>
    <message>
        <source>This account has used up its room for files at the school.</source>
        <translation>Deze account heeft haar plaats voor bestanden bij de school opgebruikt.</translation>
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
        <source>This cannot be done with this account.</source>
        <translation>Dat kan niet met deze account.</translation>
    </message>
    <message>
        <source>This code can no longer be used.</source>
        <translation>Deze code kan niet meer worden gebruikt.</translation>
    </message>
    <message>
        <source>This code does not fit, or it is too old.</source>
        <translation>Deze code klopt niet of is te oud.</translation>
    </message>
    <message>
        <source>This computer has no safe place for keys.</source>
        <translation>Deze computer heeft geen veilige plaats voor sleutels.</translation>
    </message>
    <message>
        <source>This file is being uploaded already.</source>
        <translation>Dit bestand wordt al verstuurd.</translation>
    </message>
    <message>
        <source>This file is not there.</source>
        <translation>Dit bestand is er niet.</translation>
    </message>
    <message>
        <source>This folder is not there any more.</source>
        <translation>Deze map bestaat niet meer.</translation>
    </message>
    <message>
        <source>This is already on its way to the school.</source>
        <translation>Dit is al onderweg naar de school.</translation>
    </message>
    <message>
        <source>This is an e-mail address, not the school&apos;s address.</source>
        <translation>Dit is een e-mailadres, niet het adres van de school.</translation>
    </message>
    <message>
        <source>This is larger than a school can take.</source>
        <translation>Dit is groter dan een school kan aannemen.</translation>
    </message>
    <message>
        <source>This is more than the school&apos;s server accepts at once.</source>
        <translation>Dit is meer dan de server van de school in één keer aanvaardt.</translation>
    </message>
    <message>
        <source>This is no longer in the school&apos;s agenda.</source>
        <translation>Dit staat niet meer in de schoolagenda.</translation>
    </message>
    <message>
        <source>This is not a phone number.</source>
        <translation>Dit is geen telefoonnummer.</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>Dit is geen e-mailadres.</translation>
    </message>
    <message>
        <source>This is not the address of a school.</source>
        <translation>Dit is niet het adres van een school.</translation>
    </message>
    <message>
        <source>This is not the code in the last mail.</source>
        <translation>Dit is niet de code in de laatste mail.</translation>
    </message>
    <message>
        <source>This is not your present password.</source>
        <translation>Dit is niet uw huidige wachtwoord.</translation>
    </message>
    <message>
        <source>This is the code of the letter, not the address.</source>
        <translation>Dit is de code uit de brief, niet het adres.</translation>
    </message>
    <message>
        <source>This is the device that you use now.</source>
        <translation>Dit is het toestel dat u nu gebruikt.</translation>
    </message>
    <message>
        <source>This is your own account.</source>
        <translation>Dit is uw eigen account.</translation>
    </message>
    <message>
        <source>This message does not ask for that.</source>
        <translation>Dit bericht vraagt daar niet om.</translation>
    </message>
    <message>
        <source>This message is not in the mailbox.</source>
        <translation>Dit bericht staat niet in de mailbox.</translation>
    </message>
    <message>
        <source>This name and password do not belong together.</source>
        <translation>Deze naam en dit wachtwoord horen niet bij elkaar.</translation>
    </message>
    <message>
        <source>This passphrase is too easy to guess.</source>
        <translation>Deze wachtzin is te gemakkelijk te raden.</translation>
    </message>
    <message>
        <source>This password holds something of yourself or your child.</source>
        <translation>Dit wachtwoord bevat iets van uzelf of uw kind.</translation>
    </message>
    <message>
        <source>This password is too short or too simple.</source>
        <translation>Dit wachtwoord is te kort of te eenvoudig.</translation>
    </message>
    <message>
        <source>This person has chosen a password already.</source>
        <translation>Deze persoon koos al een wachtwoord.</translation>
    </message>
    <message>
        <source>This person has not chosen a password yet.</source>
        <translation>Deze persoon koos nog geen wachtwoord.</translation>
    </message>
    <message>
        <source>This role is given by the school.</source>
        <translation>Deze rol geeft de school.</translation>
    </message>
    <message>
        <source>This ssdesk is too old for the school&apos;s server.</source>
        <translation>Deze ssdesk is te oud voor de server van de school.</translation>
    </message>
    <message>
        <source>This version of ssdesk is too old for the school.</source>
        <translation>Deze versie van ssdesk is te oud voor de school.</translation>
    </message>
    <message>
        <source>This was tried several times in a row.</source>
        <translation>Dit is enkele keren na elkaar geprobeerd.</translation>
    </message>
    <message>
        <source>To remove it, sign out. Nothing was changed.</source>
        <translation>Meld u af om het te verwijderen. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Together the attachments are too large.</source>
        <translation>Samen zijn de bijlagen te groot.</translation>
    </message>
    <message>
        <source>Type digits, for example 0470 12 34 56, or leave it empty.</source>
        <translation>Typ cijfers, bijvoorbeeld 0470 12 34 56, of laat het leeg.</translation>
    </message>
    <message>
        <source>Type it as name@provider.be, without spaces or accents.</source>
        <translation>Typ het als naam@provider.be, zonder spaties of accenten.</translation>
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
        <source>Type your e-mail address too.</source>
        <translation>Typ ook uw e-mailadres.</translation>
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
        <source>Until then it is kept on this computer only.</source>
        <translation>Tot dan wordt het alleen op deze computer bewaard.</translation>
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
        <source>What you wrote is kept here.</source>
        <translation>Wat u schreef, is hier bewaard.</translation>
    </message>
    <message>
        <source>With this it cannot be seen which account is yours.</source>
        <translation>Hiermee is niet te zien welke account van u is.</translation>
    </message>
    <message>
        <source>Write an answer instead.</source>
        <translation>Schrijf in de plaats een antwoord.</translation>
    </message>
    <message>
        <source>Write at least one sentence, also with an attachment.</source>
        <translation>Schrijf minstens één zin, ook met een bijlage.</translation>
    </message>
    <message>
        <source>Write in a few words what it is about.</source>
        <translation>Schrijf in enkele woorden waarover het gaat.</translation>
    </message>
    <message>
        <source>Write in a few words why this cannot wait.</source>
        <translation>Schrijf in enkele woorden waarom dit niet kan wachten.</translation>
    </message>
    <message>
        <source>Write it once more.</source>
        <translation>Schrijf het nog eens.</translation>
    </message>
    <message>
        <source>Write to somebody else of the school.</source>
        <translation>Schrijf naar iemand anders van de school.</translation>
    </message>
    <message>
        <source>You are signed out at the school.</source>
        <translation>U bent bij de school afgemeld.</translation>
    </message>
    <message>
        <source>You can send the message without it.</source>
        <translation>U kunt het bericht ook zonder dit verzenden.</translation>
    </message>
    <message>
        <source>You can still read everything. Ask the school when this ends.</source>
        <translation>U kunt alles nog lezen. Vraag de school wanneer dit eindigt.</translation>
    </message>
    <message>
        <source>You cannot write in the name of this mailbox.</source>
        <translation>U kunt niet namens dit postvak schrijven.</translation>
    </message>
    <message>
        <source>You cannot write to one of these groups.</source>
        <translation>U kunt niet naar een van deze groepen schrijven.</translation>
    </message>
    <message>
        <source>You cannot write to one of these people.</source>
        <translation>U kunt aan een van deze mensen niet schrijven.</translation>
    </message>
    <message>
        <source>You have several accounts with this password.</source>
        <translation>U hebt verschillende accounts met dit wachtwoord.</translation>
    </message>
    <message>
        <source>Your message is kept as a draft. Attach the file again and send it.</source>
        <translation>Uw bericht is bewaard als concept. Voeg het bestand opnieuw toe en verzend.</translation>
    </message>
    <message>
        <source>Your message is kept. Choose the file again, or another one.</source>
        <translation>Uw bericht is bewaard. Kies het bestand opnieuw, of een ander.</translation>
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
        <source>Your text is kept as a draft. Send it in your own name, or ask the office.</source>
        <translation>Uw tekst is bewaard als concept. Verzend hem in uw eigen naam, of vraag het aan het secretariaat.</translation>
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
        <source>{file} cannot be shown as an image in the text.</source>
        <translation>{file} kan niet als afbeelding in de tekst getoond worden.</translation>
    </message>
    <message>
        <source>{names} have left the school and get no messages any more.</source>
        <translation>{names} zijn niet meer op school en krijgen geen berichten meer.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} is niet leesbaar.</translation>
    </message>
    <message>
        <source>{name} cannot be saved there.</source>
        <translation>{name} kan daar niet opgeslagen worden.</translation>
    </message>
    <message>
        <source>{name} did not arrive as it was sent.</source>
        <translation>{name} kwam niet aan zoals het verzonden is.</translation>
    </message>
    <message>
        <source>{name} has left the school and gets no messages any more.</source>
        <translation>{name} is niet meer op de school en krijgt geen berichten meer.</translation>
    </message>
    <message>
        <source>{name} has no pages.</source>
        <translation>{name} heeft geen pagina&apos;s.</translation>
    </message>
    <message>
        <source>{name} is damaged and cannot be shown.</source>
        <translation>{name} is beschadigd en kan niet worden getoond.</translation>
    </message>
    <message>
        <source>{name} is locked with a password.</source>
        <translation>{name} is beveiligd met een wachtwoord.</translation>
    </message>
    <message>
        <source>{name} is no longer on this computer.</source>
        <translation>{name} staat niet meer op deze computer.</translation>
    </message>
    <message>
        <source>{name} is not a PDF.</source>
        <translation>{name} is geen pdf.</translation>
    </message>
    <message>
        <source>{name} is too large to be shown here.</source>
        <translation>{name} is te groot om hier te tonen.</translation>
    </message>
    <message>
        <source>{name} was closed.</source>
        <translation>{name} is gesloten.</translation>
    </message>
    <message>
        <source>{name} was not printed.</source>
        <translation>{name} is niet afgedrukt.</translation>
    </message>
    <message>
        <source>“{text}” is not the whole address of the school.</source>
        <translation>“{text}” is niet het volledige adres van de school.</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>A long subject</source>
        <translation>Een lang onderwerp</translation>
    </message>
    <message>
        <source>A message begins with a greeting.</source>
        <translation>Een bericht begint met een aanspreking.</translation>
    </message>
    <message>
        <source>A message ends with a closing.</source>
        <translation>Een bericht eindigt met een groet.</translation>
    </message>
    <message>
        <source>A task for the next school day</source>
        <translation>Een taak voor de volgende schooldag</translation>
    </message>
    <message>
        <source>Absences are told by phone</source>
        <translation>Afwezigheden meldt u telefonisch</translation>
    </message>
    <message>
        <source>After {hour} no task is given for {day} that is not in the agenda.</source>
        <translation>Na {hour} geeft de school geen taak voor {day} die niet in de agenda staat.</translation>
    </message>
    <message>
        <source>An answer by {when}</source>
        <translation>Een antwoord voor {when}</translation>
    </message>
    <message>
        <source>Ask for a talk</source>
        <translation>Een gesprek vragen</translation>
    </message>
    <message>
        <source>Ask it by {when}</source>
        <translation>Vraag het tegen {when}</translation>
    </message>
    <message>
        <source>Ask to confirm with one click</source>
        <translation>Bevestiging vragen met één klik</translation>
    </message>
    <message>
        <source>Asks for a talk</source>
        <translation>Vraagt een gesprek</translation>
    </message>
    <message>
        <source>Asks to confirm</source>
        <translation>Vraagt een bevestiging</translation>
    </message>
    <message>
        <source>Call {phone}; a message may be read too late.</source>
        <translation>Bel {phone}; een bericht wordt misschien te laat gelezen.</translation>
    </message>
    <message>
        <source>Call {text}</source>
        <translation>Bel {text}</translation>
    </message>
    <message>
        <source>Capitals in the subject</source>
        <translation>Hoofdletters in het onderwerp</translation>
    </message>
    <message>
        <source>Capitals in the text</source>
        <translation>Hoofdletters in de tekst</translation>
    </message>
    <message>
        <source>Ctrl+Z in the text brings back what stood there.</source>
        <translation>Met Ctrl+Z in de tekst komt terug wat er stond.</translation>
    </message>
    <message>
        <source>Earlier for who works more days. Each reader sees their own moment.</source>
        <translation>Vroeger voor wie meer dagen werkt. Elke lezer ziet het eigen moment.</translation>
    </message>
    <message>
        <source>Goes at the agreed hours</source>
        <translation>Vertrekt op de afgesproken uren</translation>
    </message>
    <message>
        <source>Group in blind copy</source>
        <translation>Groep in blinde kopie</translation>
    </message>
    <message>
        <source>Is it for all {count} of them? Write to whom it concerns.</source>
        <translation>Is het voor alle {count}? Schrijf naar wie het aangaat.</translation>
    </message>
    <message>
        <source>It goes at once, is marked as urgent, and the reason you give is kept.</source>
        <translation>Het vertrekt meteen, is als dringend herkenbaar, en de reden die u geeft, blijft bewaard.</translation>
    </message>
    <message>
        <source>It has {length} characters, {longest} are enough to see what it is about.</source>
        <translation>Het heeft {length} tekens; met {longest} ziet men waarover het gaat.</translation>
    </message>
    <message>
        <source>It is planned for {time}.</source>
        <translation>Het is gepland om {time}.</translation>
    </message>
    <message>
        <source>It is {time}.</source>
        <translation>Het is {time}.</translation>
    </message>
    <message>
        <source>It would go on {day}.</source>
        <translation>Het zou {day} vertrekken.</translation>
    </message>
    <message>
        <source>Less than {hours} hours ahead</source>
        <translation>Minder dan {hours} uur vooraf</translation>
    </message>
    <message>
        <source>Many recipients</source>
        <translation>Veel ontvangers</translation>
    </message>
    <message>
        <source>No closing</source>
        <translation>Geen groet</translation>
    </message>
    <message>
        <source>No greeting</source>
        <translation>Geen aanspreking</translation>
    </message>
    <message>
        <source>Not meant for you?</source>
        <translation>Niet voor u bestemd?</translation>
    </message>
    <message>
        <source>Only an attachment, without a text</source>
        <translation>Alleen een bijlage, zonder tekst</translation>
    </message>
    <message>
        <source>Plan it for {when}</source>
        <translation>Plan het voor {when}</translation>
    </message>
    <message>
        <source>Planned for {when}.</source>
        <translation>Gepland voor {when}.</translation>
    </message>
    <message>
        <source>Rather talk about it</source>
        <translation>Praat er liever over</translation>
    </message>
    <message>
        <source>Say it was not meant for you</source>
        <translation>Meld dat het niet voor u is</translation>
    </message>
    <message>
        <source>Say so with one click: the sender can then take it back.</source>
        <translation>Meld het met één klik: de afzender kan het dan terugnemen.</translation>
    </message>
    <message>
        <source>Sent as an emergency</source>
        <translation>Verstuurd als noodgeval</translation>
    </message>
    <message>
        <source>Sooner than agreed</source>
        <translation>Vroeger dan afgesproken</translation>
    </message>
    <message>
        <source>The agreement gives {hours} hours of school days: until {when}.</source>
        <translation>De afspraak geeft {hours} uur op schooldagen: tot {when}.</translation>
    </message>
    <message>
        <source>The message has no subject</source>
        <translation>Het bericht heeft geen onderwerp</translation>
    </message>
    <message>
        <source>The message has no text</source>
        <translation>Het bericht heeft geen tekst</translation>
    </message>
    <message>
        <source>The reader confirms the appointment with one click.</source>
        <translation>De lezer bevestigt de afspraak met één klik.</translation>
    </message>
    <message>
        <source>The reader sees this too. Only days on which they work count.</source>
        <translation>De lezer ziet dit ook. Alleen de dagen waarop die werkt, tellen mee.</translation>
    </message>
    <message>
        <source>The reader sees this too. Weekends and holidays do not count.</source>
        <translation>De lezer ziet dit ook. Weekends en vakanties tellen niet mee.</translation>
    </message>
    <message>
        <source>The school sends nothing after {hour}</source>
        <translation>Na {hour} verstuurt de school niets</translation>
    </message>
    <message>
        <source>The school sends nothing on free days</source>
        <translation>Op vrije dagen verstuurt de school niets</translation>
    </message>
    <message>
        <source>The sender sees it. What you wrote was not sent; it stays here as a draft.</source>
        <translation>De afzender ziet dat. Wat u schreef, is niet verstuurd; het blijft hier als concept.</translation>
    </message>
    <message>
        <source>Who reads it on {when} thinks of {date}.</source>
        <translation>Wie dit {when} leest, denkt aan {date}.</translation>
    </message>
    <message>
        <source>With a request the reader confirms with one click, and you see who did.</source>
        <translation>Met een vraag bevestigt de lezer met één klik, en ziet u wie dat deed.</translation>
    </message>
    <message>
        <source>Write at least one sentence.</source>
        <translation>Schrijf minstens één zin.</translation>
    </message>
    <message>
        <source>Write in a few words what it is about.</source>
        <translation>Schrijf in enkele woorden waarover het gaat.</translation>
    </message>
    <message>
        <source>Write “{text}”</source>
        <translation>Schrijf «{text}»</translation>
    </message>
    <message>
        <source>You ask something for {day}.</source>
        <translation>U vraagt iets voor {day}.</translation>
    </message>
    <message>
        <source>You asked for a talk</source>
        <translation>U vroeg een gesprek</translation>
    </message>
    <message>
        <source>{count} recipients do not see each other.</source>
        <translation>{count} ontvangers zien elkaar niet.</translation>
    </message>
    <message>
        <source>“A:” asks to confirm</source>
        <translation>«A:» vraagt een bevestiging</translation>
    </message>
    <message>
        <source>“{word}” becomes another day</source>
        <translation>«{word}» verandert van dag</translation>
    </message>
    <message>
        <source>“{word}” comes across as shouting.</source>
        <translation>«{word}» komt over als roepen.</translation>
    </message>
    <message>
        <source>“{word}” is better said in a talk than in a message.</source>
        <translation>«{word}» zegt u beter in een gesprek dan in een bericht.</translation>
    </message>
</context>
</TS>
