"""Frequent words of the languages people write here in Latin letters, as folded text has them.

A word may stand under several languages; how much it then says is identify.py's business.
"""

from __future__ import annotations

from language.frequent_arabizi import ARABIZI
from language.frequent_english import ENGLISH

_ROMAN_HINDUSTANI = """
hai hain hu hoon hun ho tha thi the mein main mai mera meri mere mujhe mujhay muje mujko hum hamara hamari hame humein
tum tumhara tumhe aap apka aapka apki aapki apko aapko ap woh wo voh vo us uska uski usko use usne ye yeh is iska iski
isko kya kyu kyun kyon kyunki kaise kese kaisay kahan kaha kab kaun kon kitna kitne ko ka ki ke se ne par pe mai aur or
ya lekin magar bhi hi nahi nahin nai nhi mat na haan han ji jee acha accha achha theek thik tik hota hoti hote hua hui
raha rahi rahe kar karo karta karti karte karna kr krta krti krna karke diya dia de do dedo dena lo lena liya gaya gayi gya jana jata
jati jao aao aya aayi aata bahut bohat bohot buhat bhot zyada thoda sab kuch koi kisi abhi ab kal aaj raat din ghar
gharwale pati shohar shauhar biwi bivi patni beta beti bacha bacche bachay bachche bachcha bacchi bachon maa ammi abbu
baap papa pita bhai bhaiya behan behen bahan saas susral malik maalik madam kafeel maarta marta maarte marte maarti marti maar mar mara
maara maru marna marne peet peeta peetta pitta pitai dhamki dhamkata jaan zindagi khudkushi aatmahatya chahta chahti chahte
chahiye chaiye madad meri bachao bachaao bachalo rokta band kamra kamre paisa paise paisay tankhwah salary passport
dar darr lagta lagti rahta rehta rehti jaldi police bulao shukriya shukria dhanyavad dhanyawad namaste namaskar assalam
alaikum walaikum salaam khuda allah hafiz kripya krupya bhagwan batao bataiye bolo bol baat sunno suno dekho yahan
wahan yaha waha chod chhod chhor saath sath liye liya wala wali log ladki ladka aurat aadmi khana pani naukri kaam kam
baad bahar dete saal wale office mahine bhejo dekh dunga neeche phir duty bola deti ek aa keh ghante bachi dono baal
bathroom lock shaadi roz khada pichle bolne chai jane itna gandi mummy road akeli sabko karu photo bana pics
zabardasti unka haath volunteering karni apply sakti chala chalo garmi apne form mobile wapis tooti karwate camp hath
aj utha karne karwa lya likh
""".split()

_TAGALOG = """
ang ng mga sa na ay at ako ko akin aking ikaw ka mo iyo kayo niyo nyo siya sya niya nya kanya kaniya kami namin amin
tayo natin atin sila nila kanila ito iyan yan iyon yun yung doon dito diyan dyan ano sino saan kailan bakit paano pano
magkano ilan hindi di wala walang meron mayroon may oo opo po ho lang lamang din rin pa ba nga naman kasi dahil kung
kapag pag para kay si nina ni sina mag nag nang gusto ayaw ayoko kailangan pwede puwede maaari pano tulong tulungan
tulungin tulungan nyo saklolo saktan sinasaktan sinaktan binubugbog bugbog sinusuntok pinapalo papatayin patayin
pinapatay patay mamatay magpakamatay takot natatakot asawa anak nanay tatay kuya ate lola lolo amo madam bahay kwarto
trabaho sahod sweldo pera pasaporte pulis ospital salamat kumusta kamusta magandang umaga hapon gabi araw ngayon bukas
kahapon palagi lagi minsan ulit bata babae lalaki tao mabuti maganda masakit ikinulong kinulong nakakulong pinagbabantaan
makauwi umuwi uwi kinuha hawak ayos sige paki pakiusap ingat mahal buhay gutom kain pagkain matulog tulog nasaan taga
kabayan ate ninyo nating gagawin gawin sabi sinabi sinasabi talaga sobra grabe marami bawat hanggang mula
kong akong sana daw nasa pinto kahit pero isang kaming text lahat init pamilya bintana labas buwan tira kinukuha naka
pinipilit siyang tuwing laging umiiyak kabilang batang dalawang pala nawawala bang pang tagalog oras report tungkol
""".split()

_FRENCH = """
le la les un une des du de et ou mais si je tu il elle on nous vous ils elles me te se mon ma mes ton ta tes son sa ses
notre nos votre vos leur leurs ce cet cette ces qui que quoi dont ne pas plus jamais rien est suis es sommes etes sont
etait ai as avons avez ont avoir etre fait faire faut veux veut voulez voudrais peux peut pouvez aide aidez aider moi
toi lui eux dans sur sous avec sans pour par chez vers depuis pendant avant apres maintenant toujours souvent encore
aussi tres trop bien mal oui non bonjour bonsoir salut merci svp plait comment pourquoi quand combien mari femme enfant
enfants fille fils mere pere frere soeur maison porte police hopital passeport argent travail patron jour jours nuit
semaine peur frappe frapper bat battu tue tuer mourir mort menace enferme enfermee besoin jai cest nest quil quelle
quelles daide lhopital sil vous ca cela tout tous toute toutes autre meme deja ici la bas numero service aimerais savoir
en ans au aux parents deux vite cherche chambre pleure donne mois papiers bebe personne contre parler benevole
jaimerais toilettes dit trois telephone dun collegue quon salon bras cetait famille matin travailler comme pris bonne
mange dort beaucoup chantier coups gardien beau arrive homme petite dix journee petit voiture minutes envie parle
videos va lit droit psychologue faites
""".split()

_INDONESIAN = """
saya aku kamu anda dia kami kita mereka ini itu yang dan atau tapi tetapi di ke dari untuk dengan pada oleh tidak tak
bukan jangan belum sudah telah sedang akan bisa boleh harus mau ingin ada adalah apa siapa mana kapan kenapa mengapa
bagaimana berapa sangat sekali juga lagi masih hanya saja karena kalau jika supaya seperti lebih semua setiap hari
malam pagi siang sekarang besok kemarin rumah kamar pintu kerja bekerja gaji majikan paspor suami istri anak ibu bapak
ayah kakak adik orang laki perempuan tolong bantu bantuan terima kasih selamat halo takut sakit pukul dipukul memukul
memukuli dipukuli bunuh dibunuh membunuh mati bunuh diri ancam mengancam diancam dikurung kurung dikunci pulang pergi
datang makan minum tidur uang polisi hp nomor nya ku kasih banget nggak gak enggak gue lu dong sih kok aja udah
cuma sama tiap pakai disuruh bulan jam sampai jadi cerita teman sering terus katanya depan lantai soal panas mabuk
gedor atas dua bayar dulu tanya tiga apartemen bilang pembantu nangis tangannya ikan tanpa lapor suaminya barusan
pingsan orangnya sini suka murid salah kecil nunggu mobil pernah maaf capek buat bagi kelas aplikasi perawat dalam
bahaya kak relawan kekerasan beda baik bikin eh es teh nih tentang
""".split()

# Enough of other languages to know that they are none of the above.
_BENGALI = """
ami amar amake amra tumi tomar tomake apni apnar se shey tar take amader ei oi ki keno kothay kobe kivabe kemon ache
achhe achen nai nei na hobe hoy hoyeche kore korche korchhe korbe korte korlo mare marche marchhe maare merechhe mere felbe pitay
bachan bachao shahajjo sahajjo help lagbe swami shami bou meye chele baccha bari ghor malik madam betan taka passport
bhoy bhay voy lagche ekhon ekhoni dorja bondho khub onek dhonnobad kintu ar ebong thake theke sathe jonno
""".split()
_MALAYALAM = """
njan enikku enikk enne ente entey njangal ningal ningalude avan aval avar avarude ithu athu evide eppol engane enthu
entha enthinu undu und illa alla aanu anu bharthavu husband thallunnu adikkunnu thallum kollum kollan maranam
sahayikkanam sahayikku sahayam rakshikku rakshikkanam pedi pediyanu ippol veedu veettil kutti makan makal amma achan
chettan chechi muthalali paisa venam vendi cheyyu cheyyunnu paranju parayunnu nanni
""".split()
_TAMIL = """
naan nan enakku enaku ennai enna en ennoda enoda nee neenga ungal unga avan avar aval avanga idhu ithu adhu athu enge
eppo eppadi yen yaar irukku iruku illai illa venum vendum veetla veettil veedu purushan kanavar kuzhandhai kulanthai
amma appa anna akka adikkiran adikiraan adikkiraar adikiran kolla kollurven kolluven udhavi uthavi kaapathunga
kapathunga bayam payama panam sambalam romba nandri vanakkam ippo sollunga sollu
""".split()
_NEPALI = """
malai mero mera ma hami hamro timi timro tapai tapain usle uslai cha chha chhu chu chhan xa xaina chaina chhaina
garcha garchha garchu gareko garna huncha hunchha bhayo thiyo lai ko ra pani kina kaha kahile kasari ke shriman srimati
chhora chhori ghar maddat maddhat sahayog bachaunus bachau kutcha kutchha kutyo pitcha marcha marchha mardincha dar
lagcha lagyo malik paisa talab dhanyabad namaste ahile
""".split()
_SINHALA = """
mama mata mage api apita oya oyaa oyata eya eyata eka meka mokada kohomada koheda kawadda ai nehe naha nae ne tiyenawa
innawa karanawa karanna gahanawa gahuwa marai maranawa udaw udawwak udau ona one wena bayai baya gedara mahaththaya
swamiya daruwa lamaya amma thaththa nona salli istuti dan oyala
""".split()
_PERSIAN = """
man mano mara manam to shoma ma anha ishan mikham mikhaham mishe mitonam nemitoonam nemitonam hast hastam nist nistam
chera koja chetor chi ke key kojast salam khubi khoobi mersi mamnoon lotfan komak konid konin shohar shoharam hamsaram
mizane mizanad mikoshe mikoshad mitarsam bache khane khoone pedaram madaram emshab alan pul
""".split()
_AMHARIC = """
ene enen ante anchi esu esua enesu betam new nat alle yelem yellem selam ameseginalehu erdugn irdugn redugn
balebete bale lij lijoch bet yimetagnal yimetal yidebedbegnal gedelegn ligedlegn ferahu fera ebakih ebakish ebakachu
""".split()
_RUSSIAN = """
ya menya mne moy moya ty vy on ona oni my nas pomogite pomosh muzh muj bet byot bil ubyot ubit ubyu deti rebenok doma
privet zdravstvuyte spasibo pozhaluysta gde kak chto kogda pochemu net da ne boyus strashno pasport
""".split()
_OTHER = """
el los las una unos unas es esta estoy soy eres mi tu su por para con sin pero muy mas que como donde cuando quien hola
gracias ayuda ayudame necesito quiero puedo buenos dias esposo marido hijo hija casa und der die das ein eine ich du er
sie wir ihr ist sind nicht mit auf von zu fur wie was wo bitte danke hallo hilfe mein meine ben sen biz siz bir bu ve
icin degil var yok merhaba tesekkur yardim kocam lutfen nasil evet hayir nimi mimi wewe yeye sisi na kwa ni ya wa
habari asante tafadhali msaada mume wangu nisaidie io sono mio mia il lo gli che per non di ciao grazie aiuto marito
eu voce meu minha nao sim obrigado ajuda waan waxaan ma iyo ka ku la caawi mahadsanid ninkayga
""".split()

LATIN: dict[str, frozenset[str]] = {
    "en": frozenset(ENGLISH),
    "arabizi": frozenset(ARABIZI),
    "hi": frozenset(_ROMAN_HINDUSTANI),
    "tl": frozenset(_TAGALOG),
    "fr": frozenset(_FRENCH),
    "id": frozenset(_INDONESIAN),
    "bn": frozenset(_BENGALI),
    "ml": frozenset(_MALAYALAM),
    "ta": frozenset(_TAMIL),
    "ne": frozenset(_NEPALI),
    "si": frozenset(_SINHALA),
    "fa": frozenset(_PERSIAN),
    "am": frozenset(_AMHARIC),
    "ru": frozenset(_RUSSIAN),
    "und": frozenset(_OTHER),
}

# Roman Urdu and roman Hindi are one spoken language; these words lean to one of the two names.
URDU_LEANING = frozenset(
    """shohar shauhar biwi bivi khuda allah ammi abbu behen zindagi bachay bohat buhat muhje mujhay shukriya shukria
    assalam salaam kafeel khudkushi hafiz tankhwah bohot madad nai apka mein inshallah abba larki larka aurat
    ghussa bachon guzarish meherbani hain dete nai keh kr peet mobile ap wapis hath aj kaam lya jaan kahan chahiye has larai ghalat bachiyon krta krti hy""".split()
)
HINDI_LEANING = frozenset(
    """pati patni namaste namaskar bhagwan dhanyavad dhanyawad kripya krupya aatmahatya bachche bacche didi bhaiya
    saas pita beti bahut maa chahiye bachao hume hu ladki ladka papa hu marta bahar jaldi jata mahine aaj bachi dono shaadi pichle mummy sabko karu kripya nahi dhamkata""".split()
)
