"""Who is named: agencies and roles of the field, and the names that a review explains itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading_texts import narrative

from loaders.reading.mentions import Namer
from loaders.reading.text import tokens_of
from loaders.reading.vocabulary import FOLDER


def _namer(tmp_path: Path, text: str) -> Namer:
    return Namer.for_document(narrative(tmp_path, text))


def _named(sentence: str, namer: Namer | None = None) -> list[tuple[str, str]]:
    return [(m.text, m.type) for m in (namer or Namer()).mentions(tokens_of(sentence)) if m.is_agency]


@pytest.mark.parametrize(
    ("sentence", "agency_type"),
    [
        ("The Guidance Teacher rang.", "education"),
        ("A classroom assistant rang.", "education"),
        ("The reablement worker rang.", "adult-social-care"),
        ("The placements team rang.", "childrens-social-care"),
        ("Children Social Care out of hours service rang.", "childrens-social-care"),
        ("The Duty Assessment Service rang.", "childrens-social-care"),
        ("A children's hospice rang.", "voluntary"),
        ("The divisional concern hub rang.", "police"),
        ("The supervising officer rang.", "probation"),
        ("The primary mental health worker rang.", "camhs"),
        ("The Brackenfold Mental Health NHS Trust rang.", "mental-health"),
        ("Brackenfold Homes rang.", "housing"),
        ("The young carers' project rang.", "voluntary"),
        ("The corporate safeguarding team rang.", "health-safeguarding"),
        ("The safeguarding team rang.", "childrens-social-care"),
        ("The neurologist rang.", "hospital"),
        ("The county council rang.", "childrens-social-care"),
        ("The DASH officer rang.", "police"),
        ("The MISPER coordinator rang.", "police"),
        ("The force contact centre rang.", "police"),
        ("The sex offender manager rang.", "police"),
        ("The out-of-hours GP rang.", "nhs-helpline"),
        ("The health visitor team leader rang.", "health-visiting"),
        ("The early pregnancy assessment unit rang.", "midwifery"),
        ("A community matron rang.", "health"),
        ("The CASH clinic rang.", "health"),
        ("The custody nurse rang.", "health"),
        ("The clinical geneticist rang.", "hospital"),
        ("The street triage team rang.", "mental-health"),
        ("The crisis line rang.", "mental-health"),
        ("The constable rang.", "police"),
        ("Oak Lane Primary rang.", "education"),
        ("The child psychotherapist rang.", "camhs"),
        ("The pathway team rang.", "childrens-social-care"),
        ("The family group conference coordinator rang.", "childrens-social-care"),
        ("The Army Welfare Service rang.", "family-support"),
        ("The regimental medical officer rang.", "general-practice"),
        ("The education welfare officer rang.", "education"),
        ("The elective home education officer rang.", "education"),
        ("The after-school club rang.", "early-years"),
        ("The probation hostel rang.", "probation"),
        ("The procurator fiscal rang.", "prosecution-courts"),
        ("Practice B rang.", "general-practice"),
        ("First Contact rang.", "mash"),
        ("The duty team rang.", "childrens-social-care"),
        ("The Cafcass duty team rang.", "cafcass"),
        ("The prison's safeguarding team rang.", "prison"),
        ("The ASC duty worker rang.", "adult-social-care"),
        ("The CAMHS single point of access rang.", "camhs"),
        ("The Specialist Children's Services rang.", "childrens-social-care"),
        ("The Initial Response Service rang.", "childrens-social-care"),
        ("Harnley Council rang.", "childrens-social-care"),
        ("The acute liaison nurse rang.", "hospital"),
        ("The school liaison police officer rang.", "police"),
        ("The Youth Justice and Prevention Service rang.", "youth-justice"),
        ("The eating disorder service rang.", "camhs"),
        ("The Stronger Families keyworker rang.", "family-support"),
        ("The Hollowell Family Assessment Unit rang.", "childrens-social-care"),
        ("The Vulnerability Investigation Unit rang.", "police"),
        ("Pupil and Student Services rang.", "education"),
        ("The fostering agency's supervising social worker rang.", "voluntary"),
        ("The social worker in the Youth Offending Team rang.", "youth-justice"),
        ("The depute head rang.", "education"),
        ("The Public Protection Branch rang.", "police"),
        ("The Adult Protection Gateway Team rang.", "adult-social-care"),
        ("The Team Around the Family keyworker rang.", "family-support"),
        ("The placing council rang.", "childrens-social-care"),
        ("The managing agent's site officer rang.", "housing"),
        ("The firearms licensing unit rang.", "police"),
        ("The safer custody team rang.", "prison"),
        ("The semi-independent provider rang.", "voluntary"),
        ("The transitions social worker rang.", "adult-social-care"),
        ("The council children's home rang.", "childrens-social-care"),
        ("The voluntary befriending scheme rang.", "voluntary"),
        ("The new school nurse rang.", "school-nursing"),
    ],
)
def test_roles_and_services_of_the_field_have_their_type(sentence: str, agency_type: str) -> None:
    assert [found for _text, found in _named(sentence)] == [agency_type]


@pytest.mark.parametrize(
    "sentence",
    [
        "He was seen in the school holidays.",
        "He was absent for most of the school year.",
        "He stayed in hospital for a week.",
        "The housing conditions were poor.",
        "The panel met six times.",
        "The Police National Computer was searched.",
        "She slammed the front door.",
        "The neighbour knocked on the front door.",
        "The children and families had moved.",
        "He did not volunteer it.",
        "Nobody was there to advocate for her.",
        "She paid the council tax.",
        "An independent consultant wrote it.",
        "He drew it at Sunday school.",
        "The family court proceedings went on.",
        "The Healthy Child Programme was followed.",
        "She drank a unit of alcohol.",
        "The Home Office guidance is plain.",
        "His surgery was cancelled twice.",
        "She was on maternity leave.",
        "There were concerns about her health and housing.",
        "A Royal College of Nursing leaflet was found.",
        "The Education, Health and Care Plan was late.",
    ],
)
def test_words_that_only_look_like_an_agency_name_none(sentence: str) -> None:
    assert _named(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("School A told the GP.", "School A"),
        ("The HV team told nobody.", "HV team"),
        ("An NPS officer told nobody.", "NPS officer"),
        ("Barnardo's worker 2 told nobody.", "Barnardo's worker 2"),
        ("It was told to the school a week later.", "the school"),
    ],
)
def test_a_name_covers_the_unit_or_the_person_it_stands_for(sentence: str, name: str) -> None:
    assert name in [text for text, _agency_type in _named(sentence)]


@pytest.mark.parametrize(
    ("sentence", "agency_types"),
    [
        ("It was shared between the police, health and social work.", ["police", "health", "childrens-social-care"]),
        ("Nothing was asked of the school or of housing.", ["education", "housing"]),
        ("It was sent to health, education and the police.", ["health", "education", "police"]),
        ("There was harm to health and to his schooling.", []),
        ("The plan was closed without consulting health.", ["health"]),
        ("No checks were made with health.", ["health"]),
        ("The move was a risk to health.", []),
        ("The review enabled housing to inform the police.", ["housing", "police"]),
        ("She asked about housing to be found.", []),
    ],
)
def test_a_sector_is_named_among_services(sentence: str, agency_types: list[str]) -> None:
    assert [found for _text, found in _named(sentence)] == agency_types


@pytest.mark.parametrize(
    ("anaphor", "sentence"), [("service", "The service was told."), ("lead professional", "The lead professional was told.")]
)
def test_the_service_waits_for_its_context(anaphor: str, sentence: str) -> None:
    (mention,) = [m for m in Namer().mentions(tokens_of(sentence)) if m.is_agency]
    assert anaphor in mention.text.lower() and mention.role == "anaphor" and not mention.type


@pytest.mark.parametrize(
    ("text", "name", "agency_type"),
    [
        ("She was seen by Sorrel, which is a charity for young people.", "Sorrel", "voluntary"),
        ("QW1 and QW2 are drug workers.", "QW2", "substance-misuse"),
        ("Mother used heroin and was in treatment at the Alder Project.", "Alder Project", "substance-misuse"),
        ("He had help with his drinking from the Elm Street Project.", "Elm Street Project", "substance-misuse"),
        ("Her worker at Birchall House, which offers alcohol treatment, rang.", "Birchall House", "substance-misuse"),
        ("First Step is the borough's family support service.", "First Step", "family-support"),
        ("Ashdown is the housing association, and Alder House the children's centre.", "Alder House", "childrens-centre"),
        ("Key: GX = Gateway Team; KX = Community Drugs Team.", "KX", "substance-misuse"),
        ("Adult Social Worker 1 (ASW1) visited.", "ASW1", "adult-social-care"),
        ("| OOH | Out of Hours Social Work |\n|---|---|\n| EWT | Education welfare team |", "OOH", "childrens-social-care"),
        ("| Name | Who |\n|---|---|\n| The Gateway | Our multi-agency safeguarding hub |", "Gateway", "mash"),
        (
            "Brockhurst Accommodation Services placed the family. A nurse wrote to Brockhurst. Brockhurst's staff did not reply.",
            "Brockhurst",
            "housing",
        ),
        ("He met his Personal Adviser at Connexions.", "Personal Adviser", "education"),
        ("The drug service in the city is called Medlar.", "Medlar", "substance-misuse"),
        ("The drug service (which is run by a charity and is known locally as Medlar) was told.", "Medlar", "substance-misuse"),
        ("Mother was referred to Medlar (drug and alcohol service).", "Medlar", "substance-misuse"),
        ("She saw the mental health team, known in the town as the Elms.", "Elms", "mental-health"),
        ("A health visitor, referred to here as Carol, saw her.", "Carol", "health-visiting"),
        ("He went to Little Elms nursery. There was little to say.", "Little Elms", "early-years"),
        ("She attended St Aldwin's Primary School.", "St Aldwin's", "education"),
        ("Brightside – a charity that supports carers – was asked.", "Brightside", "voluntary"),
        ("Medlar Parents Project (a third sector organisation) closed the case.", "Medlar Parents", "voluntary"),
        ("Dr A, the GP, saw the baby in May.", "Dr A", "general-practice"),
        ("Nurse B, a community psychiatric nurse, saw her.", "Nurse B", "mental-health"),
        ("FSP (Family Support Practitioner) visited.", "FSP", "family-support"),
        ("Worker 1 was the domestic abuse worker.", "Worker 1", "domestic-abuse-service"),
        ("Doctor 2, a paediatric registrar, saw him.", "Doctor 2", "hospital"),
        ("Brighter Paths (BP) is an independent fostering agency.", "BP", "voluntary"),
        ("Young People's Support Service (YPSS), a drug and alcohol service, replied.", "YPSS", "substance-misuse"),
        ("The family's health visitor (hereafter HVb) rang.", "HVb", "health-visiting"),
        ("He moved to a children's home, The Grove.", "Grove", "voluntary"),
        ("The Directorate is the Children and Families Directorate of the council.", "Directorate", "childrens-social-care"),
        ('He was taken to the Infirmary at Harnley ("the HI").', "HI", "hospital"),
        ("| Nurse 2 | Of the sexual health clinic |\n|---|---|\n| Dr L | General practitioner |", "Dr L", "general-practice"),
        ("| Nurse 2 | Of the sexual health clinic |\n|---|---|\n| Dr L | General practitioner |", "Nurse 2", "health"),
        ("She saw a consultant psychiatrist (Consultant 1) twice.", "Consultant 1", "mental-health"),
        ("She saw a community psychiatric nurse (Nurse 4) twice.", "Nurse 4", "mental-health"),
        ('The charity, referred to as "Rowan House", closed. The house was sold.', "Rowan House", "voluntary"),
        ("She had a worker from Turning Page, which supports people who misuse alcohol.", "Turning Page", "substance-misuse"),
        ("Mother was helped by Skylark, a service for women who fled violence.", "Skylark", "domestic-abuse-service"),
        ("Harnley Futures is the organisation that runs clubs for families.", "Harnley Futures", "family-support"),
        ("School nursing is provided by Healthlink, a company.", "Healthlink", "school-nursing"),
        ("The health visitor, Mrs Dunnett, was rung. Mrs Dunnett told the GP.", "Mrs Dunnett", "health-visiting"),
        ("The GP, Dr Q, was rung. Dr Q told nobody.", "Dr Q", "general-practice"),
        ("Midwives are employed by Trust M. Maternity services are run by Trust M.", "Trust M", "midwifery"),
        ("Medlar (which is the local drug and alcohol service) was told.", "Medlar", "substance-misuse"),
        ("Medlar, a charity which helps families who lived with domestic abuse, rang.", "Medlar", "domestic-abuse-service"),
        ("Medlar is commissioned to deliver alcohol treatment in the county.", "Medlar", "substance-misuse"),
        ("The Medlar team, which is part of the youth offending service, rang.", "Medlar", "youth-justice"),
        ("Their social landlord was Medlar.", "Medlar", "housing"),
    ],
)
def test_a_name_is_learned_from_its_explanation(tmp_path: Path, text: str, name: str, agency_type: str) -> None:
    namer = _namer(tmp_path, text)
    assert namer.learned.get(name) == agency_type
    assert (name, agency_type) in _named(f"The GP rang {name}.", namer)


def test_both_before_a_name_of_the_review_stands_for_nobody(tmp_path: Path) -> None:
    namer = _namer(tmp_path, "Mother was seen by Larkrise, the drug and alcohol service.")
    mentions = namer.mentions(tokens_of("The school rang both Larkrise and the GP."))
    assert [m.text.lower() for m in mentions if m.kind == "pronoun"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("| 03.02.10 | GP | Allocated |\n|---|---|---|\n| 04.02.10 | Police | Closed |", "Allocated"),
        ("It was attended by Brockhurst, the police, the school and others.", "Brockhurst"),
        ("Milo was a great comfort to those whom the teacher knew.", "Milo"),
        ("The Police National Database was searched.", "National"),
        ("A National Referral Mechanism (NRM) referral went to the Home Office.", "NRM"),
        ("| EHCP | Education, Health and Care Plan |\n|---|---|\n| CIN | Child in need |", "EHCP"),
        ("The police called Medlar about the noise.", "Medlar"),
        ("The GP referred Mother to Medlar in May.", "Medlar"),
        ("The health visitor was known to Medlar from before.", "Medlar"),
        ("She was seen at Harnley (the police had called).", "Harnley"),
        ("She attended the Rowan Centre for a class and her drinking was noted.", "Rowan Centre"),
        ("She was known to the Rowan Service. The GP prescribed methadone.", "Rowan Service"),
        ("The Safeguarding Board for Northern Ireland (SBNI) met.", "Ireland"),
        ("Mother is called Zadie.\n\nAt the hospital Zadie was seen.", "Zadie"),
        ("Harnley Homes rented it. Harnley Safeguarding Children Board met. She came from Harnley.", "Harnley"),
        ("Health visiting is provided by Trust M. Midwifery is provided by Trust M.", "Trust M"),
        ("Zadie is the young mother of two and worked with families.", "Zadie"),
        ("Reports came from Medlar, the school and the police.", "Medlar"),
    ],
)
def test_what_explains_no_name_teaches_none(tmp_path: Path, text: str, name: str) -> None:
    assert name not in _namer(tmp_path, text).learned


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Eastfold had not replied to the police.", True),
        ("The police told Eastfold of the arrest.", True),
        ("The referral was sent to Eastfold in May.", True),
        ("The police had no answer from Eastfold.", True),
        ("The assessment was done by Eastfold.", True),
        ("The family moved to Eastfold in May.", False),
        ("Eastfold is a town on the coast.", False),
        ("He had grown up in Eastfold with his aunt.", False),
    ],
)
@pytest.mark.parametrize("explained", ["Eastfold County Council", "Eastfold Children's Services"])
def test_a_place_stands_for_its_council_where_it_acts(tmp_path: Path, explained: str, sentence: str, acts: bool) -> None:
    namer = _namer(tmp_path, f"Father was known to {explained}.")
    assert (("Eastfold", "childrens-social-care") in _named(sentence, namer)) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Borough B did not reply to the police.", True),
        ("The notice was sent to Borough B in May.", True),
        ("The family moved to Borough B in May.", False),
        ("The school referred her to the service in Town 2.", False),
    ],
)
def test_a_borough_that_goes_by_a_letter_is_its_council_where_it_acts(sentence: str, acts: bool) -> None:
    assert ("childrens-social-care" in [found for _text, found in _named(sentence)]) == acts


@pytest.mark.parametrize(("who", "agency_type"), [("health visitor", "health-visiting"), ("head teacher", "education")])
def test_the_named_person_is_of_the_service_that_the_review_says(tmp_path: Path, who: str, agency_type: str) -> None:
    namer = _namer(tmp_path, f"The {who} was the Named Person for Child V.")
    assert _named("Nothing was sent to the Named Person.", namer) == [("Named Person", agency_type)]


def test_a_vocabulary_says_each_thing_once() -> None:
    """Of a key that stands twice in a file of vocabulary the first would be lost without a word."""
    for path in sorted(FOLDER.glob("*.yaml")):
        keys = re.findall(r"^([\w-]+):", path.read_text(), re.MULTILINE)
        assert sorted(keys) == sorted(set(keys)), path.name


def test_what_the_charity_was_called_is_learned(tmp_path: Path) -> None:
    namer = _namer(tmp_path, "The work was led by Harbourlight, the charity which supports young people.")
    assert namer.learned == {"Harbourlight": "voluntary"}


def test_names_go_on_past_an_abbreviation_in_brackets(tmp_path: Path) -> None:
    namer = Namer.for_document(narrative(tmp_path, "The Looked After Children (LAC) nurse told the school."))
    assert namer.agency_types("The Looked After Children (LAC) nurse told the school.") == ["health", "education"]


def test_short_names_of_relatives_and_of_the_review_are_no_services(tmp_path: Path) -> None:
    text = "Her mother (MD) had two children, S1 and S2. The Review Team met MD. The Team was told that S1 rang the GP."
    namer = Namer.for_document(narrative(tmp_path, text))
    kinds = {m.text: m.kind for _, mentions in namer.sentences(text) for m in mentions}
    assert kinds["MD"] == kinds["S1"] == "family"
    assert kinds["The Team"] == "process"


def test_the_home_acts_only_where_a_review_tells_of_a_residential_home(tmp_path: Path) -> None:
    told = "The out of hours team told the home. The visit to the home was brief."
    placed = Namer.for_document(narrative(tmp_path, f"He was placed in a residential home. {told}"))
    at_home = Namer.for_document(narrative(tmp_path, told))
    assert [m.type for m in placed.sentences(told)[0][1] if m.is_agency] == ["childrens-social-care", "voluntary"]
    assert not [m for m in placed.sentences(told)[1][1] if m.is_agency]
    assert [m.type for m in at_home.sentences(told)[0][1] if m.is_agency] == ["childrens-social-care"]


def test_a_body_that_says_where_a_service_is_makes_one_name_with_it(tmp_path: Path) -> None:
    text = "The Gateway Team of Trust A told the head teacher at School B. The prison's drug worker rang the surgery."
    namer = Namer.for_document(narrative(tmp_path, text))
    types = [[m.type for m in mentions if m.is_agency] for _, mentions in namer.sentences(text)]
    assert types == [["childrens-social-care", "education"], ["prison", "general-practice"]]


def test_a_welsh_name_follows_its_head(tmp_path: Path) -> None:
    text = "The nurse told Ysgol y Bryn that the boy was seen at Ysbyty Glan Afon."
    namer = Namer.for_document(narrative(tmp_path, text))
    names = {m.text: m.type for _, mentions in namer.sentences(text) for m in mentions if m.is_agency}
    assert names["Ysgol y Bryn"] == "education"
    assert names["Ysbyty Glan Afon"] == "hospital"


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("She heard nothing from addictions, housing and criminal justice.", ["substance-misuse", "housing", "probation"]),
        ("She had problems with addictions and with housing.", []),
        ("Criminal Justice did not tell Addictions.", ["probation", "substance-misuse"]),
    ],
)
def test_departments_by_one_word(text: str, types: list[str]) -> None:
    assert Namer(frozenset()).agency_types(text) == types


@pytest.mark.parametrize(
    ("told", "agency_type"),
    [
        ("The adult mental health access team wrote.", "mental-health"),
        ("The children's social care access team wrote.", "childrens-social-care"),
        ("The adult mental health access team wrote to the children's social care access team.", "childrens-social-care"),
    ],
)
def test_a_team_that_several_services_have_is_the_one_that_the_review_named(tmp_path: Path, told: str, agency_type: str) -> None:
    assert _named("The access team rang.", _namer(tmp_path, told))[0][1] == agency_type


def test_a_department_that_acts_needs_no_other_beside_it() -> None:
    namer = Namer(frozenset())
    assert namer.agency_types("It was held on 3 May; health was not represented.") == ["health"]
    assert namer.agency_types("Her health was poor, and health was a worry.") == []
